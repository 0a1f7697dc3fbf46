using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Workers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>What a worker has, what he earned on each day, and every entry of his account.</summary>
[Authorize(Policy = PortalSchemes.WorkerPages)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class EarningsModel(WorkerDesk desk, IMarketStore store, IEarningStore earnings, TimeProvider time) : PageModel
{
    private const int PageSize = 25;

    /// <summary>The page goes on behind this entry; null: from the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public WorkerView View { get; private set; } = null!;

    public PayDays Pay { get; private set; } = null!;

    public ImmutableArray<StatementEntry> Entries { get; private set; } = [];

    /// <summary>Where the following page goes on; null: there is none.</summary>
    public long? Next { get; private set; }

    public async Task OnGet()
    {
        var worker = User.Worker();
        View = await desk.View(worker);
        var first = PayDays.FirstDay(time.GetUtcNow());
        Pay = PayDays.Of(first, await earnings.EarnedByDay(worker, first, PayDays.Length));
        Entries = await store.Statement(AccountId.Of(worker), Before, PageSize);
        Next = Entries.Length == PageSize ? Entries[^1].Sequence : null;
    }
}
