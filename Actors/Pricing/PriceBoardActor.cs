using System.Collections.Immutable;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>
/// Asks the shards for their load once a second and sets each kind's rate by <see cref="KindPrice.RateAt"/>, between the bounds that operators set, which are its durable state. How much work the captchas
/// are it reads once a minute, where the <see cref="Overview.MinuteRecorder"/> wrote it down.
/// </summary>
public sealed class PriceBoardActor(ActorServices services, IActorContext context) : IPriceBoard, IActor
{
    /// <summary>What was read last holds so long while it cannot be read again; then nobody can say what is set.</summary>
    public static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>What a load counts is as old as this at most.</summary>
    private static readonly TimeSpan LoadLasts = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ReadEffortsEvery = TimeSpan.FromMinutes(1);

    /// <summary>Somebody else wrote between our read and our write; more often than this in a row is no coincidence.</summary>
    private const int MostTries = 4;

    private static readonly ImmutableArray<Kind> Served = [.. Enum.GetValues<Kind>()];

    private readonly OwnState<PriceSettings> _state = new(services.States.For<PriceSettings>("prices"));
    private readonly Dictionary<Kind, (long Submitted, long Workers)> _loads = [];
    private PriceSettings _settings = PriceSettings.None;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private int _writing;
    private ImmutableArray<Effort> _efforts = [];
    private ILookup<Kind, TraitComplexity> _complexities = Array.Empty<Effort>().ToLookup(e => e.Kind, _ => default(TraitComplexity));
    private DateTimeOffset _nextLook = DateTimeOffset.MinValue;
    private DateTimeOffset _nextEfforts = DateTimeOffset.MinValue;

    public async Task<ImmutableArray<KindRate>> Rates()
    {
        // Nobody asking means nobody submitting: the board sleeps then. The first to ask after that starts it again, and in a minute without submissions
        // every load has become zero.
        if (context.Now >= _nextLook + LoadLasts) _loads.Clear();
        if (context.Now >= _nextLook) context.WakeAt(context.Now);
        await ReadSettings();
        return [.. Served.Select(RateOf)];
    }

    public async Task<PriceVerdict> Change(PriceChange change)
    {
        var mayBeOld = true;
        for (var tries = 1; ; tries++)
        {
            var settings = await _state.Value() ?? PriceSettings.None;
            var (verdict, next) = settings.After(change);
            if (ReferenceEquals(next, settings))
            {
                if (verdict == PriceVerdict.Changed || !mayBeOld) return verdict;
                // Another activation may have made this very change: nothing is refused from memory.
                mayBeOld = false;
                _state.Forget();
                continue;
            }
            _writing++;
            _readAt = DateTimeOffset.MinValue; // unless it is written: nobody knows then what is stored
            try
            {
                await _state.Write(next);
                (_settings, _readAt) = (next, context.Now);
                return verdict;
            }
            catch (StoreConflictException) when (tries < MostTries) { /* read again, and decided again */ }
            finally { _writing--; }
        }
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
            _loads[kind] = (ofKind.Sum(l => l.SubmittedLastMinute), ofKind.Sum(l => l.WorkersLastMinute));
        }
        try { await ReadSettings(); }
        catch (Exception) { return; /* whoever asks is told so */ }
        services.RateHistory.Note(Served.ToDictionary(k => k, k => RateOf(k).Rate), context.Now);
    }

    private KindRate RateOf(Kind kind)
    {
        var (price, seconds, load) = (_settings.Prices.Of(kind), _efforts.SecondsPerCaptcha(kind), _loads.GetValueOrDefault(kind));
        return new KindRate(kind, price.RateAt(load.Submitted, load.Workers, (int)(seconds * 1_000)), seconds, [.. _complexities[kind]]) { Price = price };
    }

    /// <summary>Once a second: a second activation may have written. What was read last still holds a while; an actor that has read nothing has nothing to tell.</summary>
    private async Task ReadSettings()
    {
        if (context.Now - _readAt < Period) return;
        var now = context.Now;
        // Not while a write is under way: its version would be overtaken by what the read finds.
        if (_writing == 0) _state.Forget();
        try { (_settings, _readAt) = (await _state.Value() ?? PriceSettings.None, now); }
        catch (Exception) when (now - _readAt < BelievedFor) { /* the next look reads again */ }
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
