using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>Where a customer's people begin.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(BrowserSessions browsers, IMarketStore store) : PageModel
{
    /// <summary>Null: the role was given by hand, and no customer yet.</summary>
    public CustomerId? Customer { get; private set; }

    public Money Balance { get; private set; }

    public async Task OnGet()
    {
        Customer = (await browsers.Account(User))?.Person.Customer;
        if (Customer is { } customer) Balance = await store.Balance(AccountId.Of(customer));
    }
}
