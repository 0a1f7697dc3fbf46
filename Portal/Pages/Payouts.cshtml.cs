using System.Collections.Immutable;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Pay;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>Asking for a payout, taking it back, and what became of the others.</summary>
[Authorize(Policy = PortalSchemes.WorkerPages)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayoutsModel(PayoutDesk desk) : PageModel
{
    private const int PageSize = 20;

    /// <summary>The history goes on behind this payout; null: from the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>What has just been done, after the redirect.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Method { get; set; }

    [BindProperty]
    public string? Destination { get; set; }

    /// <summary>Made with the form, so that a form that is sent twice is one payout.</summary>
    [BindProperty]
    public string? Operation { get; set; }

    public PayoutTerms Terms { get; private set; } = null!;

    public ImmutableArray<Payout> Pending { get; private set; } = [];

    public ImmutableArray<Payout> History { get; private set; } = [];

    public long? Next { get; private set; }

    public string? Error { get; private set; }

    public bool IsAmountWrong { get; private set; }

    public bool IsDestinationWrong { get; private set; }

    public string? Message => Done switch
    {
        "asked" => MoneyTexts.DoneAsked,
        "cancelled" => MoneyTexts.DoneCancelled,
        "saved" => MoneyTexts.DoneDestination,
        _ => null,
    };

    public bool MayAsk => Terms is { LockedUntil: null } && Terms.Most >= Terms.Minimum;

    public Task OnGet() => Read();

    public async Task<IActionResult> OnPostAsk()
    {
        var worker = User.Worker();
        PayoutDestination? to = null;
        var named = Destination is { Length: > 0 } && PayoutCalls.TryDestination(Method, Destination, out to);
        if (Destination is { Length: > 0 } && !named) return await Refused(PayoutRefusal.BadDestination);
        if (!Money.TryParse(Amount?.Trim(), out var amount) || !Payout.IsOperation(Operation)) return await Refused(PayoutRefusal.BadAmount);
        var result = await desk.Ask(worker, Operation!, amount, to);
        return result.Refusal is { } why ? await Refused(why) : RedirectToPage(new { done = "asked" });
    }

    public async Task<IActionResult> OnPostDestination()
    {
        if (!PayoutCalls.TryDestination(Method, Destination, out var to)) return await Refused(PayoutRefusal.BadDestination);
        var result = await desk.Name(User.Worker(), to!);
        return result.Refusal is { } why ? await Refused(why) : RedirectToPage(new { done = "saved" });
    }

    public async Task<IActionResult> OnPostCancel(string id)
    {
        if (!PayoutCalls.TryId(id, out var number)) return await Refused(PayoutRefusal.Unknown);
        var result = await desk.Cancel(User.Worker(), new PayoutId(number));
        return result.Refusal is { } why ? await Refused(why) : RedirectToPage(new { done = "cancelled" });
    }

    internal static string Name(PayoutMethod method) => method switch
    {
        PayoutMethod.Iban => MoneyTexts.MethodIban,
        PayoutMethod.Paypal => MoneyTexts.MethodPaypal,
        _ => MoneyTexts.MethodUsdt,
    };

    internal static string Name(PayoutStatus status) => status switch
    {
        PayoutStatus.Pending => MoneyTexts.StatusPending,
        PayoutStatus.Taken => MoneyTexts.StatusTaken,
        PayoutStatus.Sent => MoneyTexts.StatusSent,
        PayoutStatus.Cancelled => MoneyTexts.StatusCancelled,
        _ => MoneyTexts.StatusFailed,
    };

    private async Task<IActionResult> Refused(PayoutRefusal why)
    {
        ModelState.Clear(); // the form shows what is bound, not what was posted
        Operation = null;
        Done = null;
        await Read();
        IsAmountWrong = why is PayoutRefusal.BadAmount or PayoutRefusal.BelowMinimum or PayoutRefusal.MoreThanBalance or PayoutRefusal.Contested;
        IsDestinationWrong = why is PayoutRefusal.BadDestination;
        Error = why switch
        {
            PayoutRefusal.BadAmount => MoneyTexts.ErrorBadAmount,
            PayoutRefusal.BelowMinimum => Texts.Format(MoneyTexts.ErrorBelowMinimum, Dollars.Exact(Terms.Minimum)),
            PayoutRefusal.MoreThanBalance => MoneyTexts.ErrorMoreThanBalance,
            PayoutRefusal.Contested => MoneyTexts.ErrorContested,
            PayoutRefusal.BadDestination => MoneyTexts.ErrorBadDestination,
            PayoutRefusal.DestinationLocked => MoneyTexts.ErrorLocked,
            PayoutRefusal.TooMany => MoneyTexts.ErrorTooMany,
            PayoutRefusal.NotPossible or PayoutRefusal.Unknown => MoneyTexts.ErrorOver,
            _ => MoneyTexts.ErrorTryAgain,
        };
        return Page();
    }

    private async Task Read()
    {
        var worker = User.Worker();
        Operation ??= Guid.NewGuid().ToString("N");
        Terms = await desk.Terms(worker);
        var page = await desk.Of(worker, Before is { } before ? new PayoutId(before) : null, PageSize);
        Pending = page.RemoveAll(p => p.Status != PayoutStatus.Pending);
        History = page.RemoveAll(p => p.Status == PayoutStatus.Pending);
        Next = page.Length == PageSize ? page[^1].Id.Value : null;
    }
}
