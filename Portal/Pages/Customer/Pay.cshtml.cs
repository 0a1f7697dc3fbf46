using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Customers;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>The page of the test provider: the payment ends as the customer chooses. Where there is another provider, or none, there is no such page.</summary>
public sealed class PayModel(DepositDesk desk) : CustomerPageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public Deposit Deposit { get; private set; } = null!;

    public async Task<IActionResult> OnGet() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostConfirm()
    {
        if (!await Find()) return NotFound();
        var result = await desk.Confirm(Deposit.Id, $"test-{Deposit.Id}");
        return result.Deposit is null ? Page() : RedirectToPage("/Customer/Balance", new { done = "booked" });
    }

    public async Task<IActionResult> OnPostDecline()
    {
        if (!await Find()) return NotFound();
        var result = await desk.Decline(Deposit.Id);
        return result.Deposit is null ? Page() : RedirectToPage("/Customer/Balance", new { done = "declined" });
    }

    private async Task<bool> Find()
    {
        if (desk.Provider is not TestPaymentProvider provider || await desk.Find(Customer, new DepositId(Id)) is not { } found || found.Provider != provider.Name) return false;
        Deposit = found;
        return true;
    }
}
