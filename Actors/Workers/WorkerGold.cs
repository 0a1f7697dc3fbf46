using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Workers;

/// <summary>
/// The gold task that is ready for a worker, and what his gold tasks say of him. A task is made ready while he works on the one before, and takes the place of
/// a captcha that he was matched with: so nobody waits for it, it comes only when there is work, and nothing about its coming tells it from work.
/// </summary>
internal sealed class WorkerGold(WorkerId worker, ActorServices services)
{
    /// <summary>Tasks that he had, which the shelf may still hold.</summary>
    private const int MostSeen = 10_000;

    /// <summary>Tasks that are tried before he gets ordinary work: a cluster seldom had more of them.</summary>
    private const int MostTries = 8;

    /// <summary>A ready task is offered so often; if it could not be begun by then, it never will.</summary>
    private const int MostOffers = 3;

    /// <summary>
    /// What he answered longer ago opens no case: the tests begin anew wherever the newest of his answers begin, and must not decide twice about old ones.
    /// </summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    private readonly HashSet<CaptchaId> _opened = []; // one for each suspension
    private Ready? _ready;
    private bool _isPreparing;
    private int _offers;

    private sealed record Ready(CaptchaId Captcha, Kind Kind, Money Rate, DateTimeOffset Until);

    /// <summary>The captcha that he gets instead of this one; null: this one.</summary>
    /// <param name="earning">His earn coefficients, by which the task is paid as well; null: none.</param>
    public CaptchaId? Instead(Assignment assignment, Money minRate, EarnRates? earning, DateTimeOffset now)
    {
        if (_ready is not { } ready || ready.Kind != assignment.Kind || ready.Captcha == assignment.Id.Captcha) return null;
        if (now < ready.Until && (earning?.Of(ready.Kind, ready.Rate) ?? ready.Rate) >= minRate && ++_offers <= MostOffers) return ready.Captcha;
        _ready = null;
        return null;
    }

    /// <summary>He has begun a captcha: now and then a gold task of the same kind is made ready, to be the next.</summary>
    public void Begun(Assignment assignment, bool isHigh, DateTimeOffset now)
    {
        var captcha = assignment.Id.Captcha;
        if (_ready is { } ready && (ready.Captcha == captcha || now >= ready.Until)) _ready = null;
        if (_isPreparing || _ready is not null || !services.Gold.IsDueAfter(captcha, worker)) return;
        _isPreparing = true;
        ActorServices.Tell(Prepare(assignment.Kind, isHigh, now));
    }

    /// <summary>The stop rule over all that his gold tasks said: where it suspends, a case is opened, once for each decision.</summary>
    public async Task Judge(DateTimeOffset now)
    {
        if (!services.Gold.IsThere) return;
        var record = GoldRecord.Of(await services.Gold.Store.GoldEvidenceOf(worker, GoldTrials.Newest), services.Numbers.Series.Stop);
        foreach (var piece in record.Decisive)
        {
            if (now - piece.At > Recent || _opened.Contains(piece.Captcha)) continue;
            // His number makes a repeated row the same row.
            if (await services.Reports.AddReport(new ReportRow(piece.Captcha, CustomerId.House, false, now, worker.Value)))
                ActorServices.Tell(services.Actors.Report(piece.Captcha).Continue());
            _opened.Add(piece.Captcha);
        }
    }

    private async Task Prepare(Kind kind, bool isHigh, DateTimeOffset now)
    {
        try
        {
            if (await Pick(kind, now) is not { } gold) return;
            var rate = (await services.Quotes.Current(gold.Request, now)).Rate;
            var (ready, until) = (now + services.Numbers.Gold.ReadyFor, now + services.Numbers.Gold.ReadyFor + kind.Traits().Lifetime);
            var captcha = await services.Gold.NewCaptcha();
            var order = new GoldOrder(new GoldTerms(gold.Id, worker, gold.Answer, isHigh, until), gold.Request, rate);
            if (!await services.Actors.Captcha(captcha).Gild(order)) return;
            // Of two lives of this actor, one has given it to him.
            if (await services.Gold.Store.FindGoldView(gold.Id, worker) != captcha) return;
            (_ready, _offers) = (new Ready(captcha, kind, rate, ready), 0);
        }
        finally
        {
            _isPreparing = false;
        }
    }

    private async Task<GoldEntry?> Pick(Kind kind, DateTimeOffset now)
    {
        var shelf = await services.Gold.InUse(kind, now);
        if (shelf.IsEmpty) return null;
        var refused = (await services.Gold.Store.GoldSeen(worker, shelf[0].Id, MostSeen)).ToHashSet();
        var last = now + services.Numbers.Gold.ReadyFor + kind.Traits().Lifetime;
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (services.Gold.Choice.Pick(worker, shelf.Select(g => g.Task), k => k == kind, refused.Contains) is not { } picked) return null;
            var entry = shelf.First(g => g.Id == picked.Id);
            if (!(entry.Until < last) && !await BelongsToOneWhoHadIt(entry)) return entry;
            refused.Add(picked.Id);
        }
        return null;
    }

    private async Task<bool> BelongsToOneWhoHadIt(GoldEntry entry)
    {
        if (entry.Had.IsEmpty) return false;
        var own = await services.Linked.ClusterOf(worker);
        foreach (var other in entry.Had)
            if (other == worker || await services.Linked.ClusterOf(other) == own) return true;
        return false;
    }
}
