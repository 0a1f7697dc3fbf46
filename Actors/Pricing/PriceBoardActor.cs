using System.Collections.Immutable;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>
/// Asks the shards for their load once a second and sets each kind's rate by <see cref="KindPrice.RateAt"/>. How much work the captchas are
/// it reads once a minute, where the <see cref="Overview.MinuteRecorder"/> wrote it down.
/// </summary>
public sealed class PriceBoardActor(ActorServices services, IActorContext context) : IPriceBoard, IActor
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>What a load counts is as old as this at most.</summary>
    private static readonly TimeSpan LoadLasts = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ReadEffortsEvery = TimeSpan.FromMinutes(1);

    private static readonly ImmutableArray<Kind> Served = [.. Enum.GetValues<Kind>()];

    private readonly Dictionary<Kind, Money> _rates = [];
    private ImmutableArray<Effort> _efforts = [];
    private ILookup<Kind, TraitComplexity> _complexities = Array.Empty<Effort>().ToLookup(e => e.Kind, _ => default(TraitComplexity));
    private DateTimeOffset _nextLook = DateTimeOffset.MinValue;
    private DateTimeOffset _nextEfforts = DateTimeOffset.MinValue;

    public Task<ImmutableArray<KindRate>> Rates()
    {
        // Nobody asking means nobody submitting: the board sleeps then. The first to ask after that starts it again, and in a minute without submissions
        // every load has become zero.
        if (context.Now >= _nextLook + LoadLasts) _rates.Clear();
        if (context.Now >= _nextLook) context.WakeAt(context.Now);
        return Task.FromResult<ImmutableArray<KindRate>>([.. Served.Select(k => new KindRate(k, _rates.GetValueOrDefault(k, PriceTable.Of(k).MinRate), _efforts.SecondsPerCaptcha(k), [.. _complexities[k]]))]);
    }

    public async Task Wake()
    {
        if (context.Now < _nextLook) return;
        _nextLook = context.Now + Period;
        await ReadEfforts();
        var loads = new List<KindLoad>();
        for (var shard = 0; shard < services.Dispatch.Shards; shard++)
        {
            try { loads.AddRange((await services.Actors.Shard(new ShardKey(shard)).Load()).Kinds); }
            catch (Exception) { /* a lost shard has no load to tell; it is back in a moment */ }
        }
        foreach (var kind in Served)
        {
            var ofKind = loads.FindAll(l => l.Kind == kind);
            _rates[kind] = PriceTable.Of(kind).RateAt(ofKind.Sum(l => l.SubmittedLastMinute), ofKind.Sum(l => l.WorkersLastMinute), (int)(_efforts.SecondsPerCaptcha(kind) * 1_000));
        }
        services.RateHistory.Note(_rates, context.Now);
    }

    private async Task ReadEfforts()
    {
        if (context.Now < _nextEfforts || services.Minutes is not { } minutes) return;
        _nextEfforts = context.Now + ReadEffortsEvery;
        try { _efforts = await minutes.Efforts(); }
        catch (Exception) { return; /* what was read last still holds; the next minute reads again */ }
        _complexities = _efforts.ToLookup(e => e.Kind, e => new TraitComplexity(e.Traits, _efforts.Complexity(e.Kind, e.Traits)));
    }
}
