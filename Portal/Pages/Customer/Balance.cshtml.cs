using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Pay;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>A customer's money: what he has, what he pays in, when he wants to be told, and every entry of his account.</summary>
public sealed class BalanceModel(
    IMarketStore store, IActors actors, DepositDesk desk, ISpendingStore spending, Repeat repeat, CustomerSettings settings) : CustomerPageModel
{
    private const int PageSize = 25;

    private const int MostDeposits = 20;

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    /// <summary>Made with the form, so that a form that is sent twice is one deposit.</summary>
    [BindProperty]
    public string? Operation { get; set; }

    [BindProperty]
    public string? Alert { get; set; }

    [BindProperty]
    public string? MaxRate { get; set; }

    public CustomerView View { get; private set; } = null!;

    public Money Spent { get; private set; }

    public BalanceAlert State { get; private set; } = BalanceAlert.None;

    public ImmutableArray<Deposit> Deposits { get; private set; } = [];

    public ImmutableArray<StatementEntry> Entries { get; private set; } = [];

    public PageLinks Links { get; private set; } = null!;

    public string? AmountError { get; private set; }

    public string? AlertError { get; private set; }

    public string? MaxRateError { get; private set; }

    public bool TakesPayments => desk.Provider is not null;

    public DepositOptions Options => desk.Options;

    public string? Message => Done switch
    {
        "saved" => CustomerTexts.SettingsSaved,
        "booked" => CustomerTexts.DepositDone,
        _ => null,
    };

    public string? Error => Done == "declined" ? CustomerTexts.DepositDeclined : null;

    public async Task OnGet()
    {
        await Read();
        Alert = State.Below?.ToShortString();
        MaxRate = View.Profile?.MaxRate?.ToShortString();
    }

    public async Task<IActionResult> OnGetFile()
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=statement-{Customer}.csv");
        await StatementCsv.Write(Response.Body, store, AccountId.Of(Customer), CustomerWords.Of, HttpContext.RequestAborted);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostDeposit()
    {
        ModelState.Clear();
        var isAmount = AmountField.TryRead(Amount, out var amount) & amount is not null;
        var result = isAmount && Deposit.IsOperation(Operation) ? await desk.Request(Customer, Operation!, amount!.Value) : DepositResult.Refused(DepositRefusal.BadAmount);
        if (result.Deposit is { } deposit)
        {
            if (deposit.Status != DepositStatus.Requested) return RedirectToPage();
            var page = await desk.Provider!.PageFor(deposit, HttpContext.RequestAborted);
            return Redirect(page.StartsWith('/') ? Request.PathBase + page : page);
        }
        AmountError = result.Refusal switch
        {
            DepositRefusal.TooMany => Texts.Format(CustomerTexts.DepositErrorTooMany, Options.MostADay),
            DepositRefusal.BadAmount => Texts.Format(CustomerTexts.DepositErrorAmount, Format.Exact(Options.Minimum), Format.Exact(Options.Maximum)),
            _ => CustomerTexts.TryAgain,
        };
        Operation = null;
        await OnGet();
        return Page();
    }

    public async Task<IActionResult> OnPostSettings()
    {
        ModelState.Clear();
        if (!AmountField.TryRead(Alert, out var below)) AlertError = CustomerTexts.BadMoney;
        if (!AmountField.TryRead(MaxRate, out var rate)) MaxRateError = CustomerTexts.BadMoney;
        if (AlertError is null && MaxRateError is null)
        {
            await settings.Save(Customer, below, rate);
            return RedirectToPage(new { done = "saved" });
        }
        await Read();
        return Page();
    }

    private async Task Read()
    {
        Operation ??= Guid.NewGuid().ToString("N");
        View = await repeat.UntilKnown(() => actors.Customer(Customer).View());
        State = View.Profile?.Alert ?? BalanceAlert.None;
        Spent = (await spending.SpendingPosition(Customer)).Spent;
        Deposits = await desk.Of(Customer, null, MostDeposits);
        Entries = await store.Statement(AccountId.Of(Customer), Before, PageSize);
        Links = new PageLinks(
            Before is null ? null : Url.Page("/Customer/Balance", new { before = (long?)null }),
            Entries.Length == PageSize ? Url.Page("/Customer/Balance", new { before = Entries[^1].Sequence }) : null);
    }
}
