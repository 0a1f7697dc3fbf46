using System.Collections.Immutable;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>The queue of payouts: what waits, the oldest first, and what became of the others, the newest first.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayoutsModel(PayoutDesk desk) : PageModel
{
    private const int PageSize = 25;

    public static ImmutableArray<PayoutStatus> Statuses { get; } =
        [PayoutStatus.Pending, PayoutStatus.Taken, PayoutStatus.Sent, PayoutStatus.Failed, PayoutStatus.Cancelled];

    /// <summary>As the calls name it; absent or another: pending.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    /// <summary>Where the list goes on; absent: at its beginning.</summary>
    [BindProperty(SupportsGet = true)]
    public long? From { get; set; }

    public PayoutStatus Shown { get; private set; }

    public ImmutableArray<Payout> Payouts { get; private set; } = [];

    public PageLinks Links { get; private set; } = new(null, null);

    public async Task OnGet()
    {
        Shown = Statuses.FirstOrDefault(s => Wording.Code(s) == Status, PayoutStatus.Pending);
        // What waits is paid in its order; what is over is looked up from the newest.
        Payouts = Shown is PayoutStatus.Pending or PayoutStatus.Taken
            ? await desk.In(Shown, new PayoutId(From ?? 0), PageSize)
            : await desk.Latest(Shown, From is { } from ? new PayoutId(from) : null, PageSize);
        Links = new PageLinks(From is null ? null : Address(null), Payouts.Length == PageSize ? Address(Payouts[^1].Id.Value) : null);
    }

    private string? Address(long? from) => Url.Page("/Operator/Payouts", new { status = Wording.Code(Shown), from });
}
