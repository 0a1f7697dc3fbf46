using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>A customer by his number or by the address of one of his people: his balance, and deposits that an operator books. The operation of the form is that of the deposit.</summary>
public sealed class CustomersModel(FormActs acts, PeopleDesk people, DepositDesk deposits, IMarketStore store, IActors actors, Repeat repeat) : OperatorPage(acts)
{
    /// <summary>The latest deposits that are shown.</summary>
    public const int Shown = 20;

    /// <summary>A customer's number, or an e-mail address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The customer whom the form is about.</summary>
    [BindProperty]
    public long Id { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    public CustomerId? Customer { get; private set; }

    public string Name { get; private set; } = "";

    public Money Balance { get; private set; }

    public Money Held { get; private set; }

    public ImmutableArray<Deposit> Deposits { get; private set; } = [];

    public DepositOptions Options => deposits.Options;

    public async Task OnGet()
    {
        if (string.IsNullOrWhiteSpace(Q)) return;
        await Read(await Find(Q.Trim()));
        if (Customer is null) Refuse("find", OperatorTexts.ErrorNoCustomer);
    }

    public async Task<IActionResult> OnPostDeposit()
    {
        if (Id <= 0 || !Deposit.IsOperation(Operation)) return await Wrong(OperatorTexts.ErrorNoCustomer);
        if (!Money.TryParse(Amount?.Trim(), out var amount)) return await Wrong(AmountError);
        if (!Plain.IsText(Reference, Deposit.LongestNote)) return await Wrong(Texts.Format(OperatorTexts.ErrorReference, Deposit.LongestNote));
        var result = await deposits.BookByHand(User.Person(), Operation!, new CustomerId(Id), amount, Reference!);
        if (result.Deposit is { } booked) return After(Texts.Format(OperatorTexts.DoneDeposit, Format.Exact(booked.Amount), booked.Customer), new { q = Id });
        return await Wrong(result.Refusal switch
        {
            DepositRefusal.BadAmount => AmountError,
            DepositRefusal.Unknown => OperatorTexts.ErrorNoCustomer,
            DepositRefusal.UsedDifferently => OperatorTexts.DoneBefore,
            _ => OperatorTexts.ErrorTryAgain,
        });
    }

    private string AmountError => Texts.Format(OperatorTexts.ErrorDepositAmount, Format.Exact(Options.Minimum), Format.Exact(Options.Maximum));

    private async Task<PageResult> Wrong(string error)
    {
        await Read(Id > 0 ? new CustomerId(Id) : null);
        Refuse("deposit", error);
        return Page();
    }

    private async Task<CustomerId?> Find(string q) => long.TryParse(q, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number > 0 ? new CustomerId(number) : null
        : (await people.Find(q))?.Customer;

    private async Task Read(CustomerId? sought)
    {
        if (sought is not { } customer || (await repeat.UntilKnown(() => actors.Customer(customer).View())).Profile is not { } profile) return;
        (Customer, Name) = (customer, profile.Name);
        Balance = await store.Balance(AccountId.Of(customer));
        Held = await store.Balance(AccountId.Held(customer));
        Deposits = await deposits.Of(customer, null, Shown);
    }
}
