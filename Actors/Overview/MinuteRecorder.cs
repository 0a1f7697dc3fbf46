using System.Collections.Immutable;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Overview;

/// <summary>
/// Writes down how the marketplace does, once a minute and in one place, so that no captcha pays for the operators' page. What it misses while nobody runs it is missing from the charts, and
/// nothing else.
/// </summary>
public sealed class MinuteRecorder(IActors actors, IMinuteStore store, int shards)
{
    /// <summary>Minutes that are kept: eight days, so that a week can be held against the one before it. About 2 kB each.</summary>
    public const int Kept = 8 * 24 * 60;

    /// <summary>Captchas of a sample: with a thousand, a 95th percentile is right to about one part in a hundred of them.</summary>
    public const int Sample = 1_000;

    /// <summary>Captchas of a sample are older than this: all but tokens have ended by then, so that slow ones are not left out.</summary>
    public static readonly TimeSpan SampleAge = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan TurnsAge = Kinds.LongestLifetime + TimeSpan.FromSeconds(30);

    /// <summary>Minutes after which a sample's refunds are counted: reports come within a quarter of an hour, and their rechecks take ten minutes at most.</summary>
    public const int RefundsAfter = 30;

    private long? _last;

    /// <summary>
    /// Does nothing within the minute that it wrote down last, nor in the one in which it begins: of that one it knows a part only, and shards that are asked while a cluster comes up would all
    /// live in the silo that was there first.
    /// </summary>
    public async Task Tend(DateTimeOffset now)
    {
        var minute = MarketMinute.Of(now);
        var isFirst = _last is null;
        if (minute == _last) return;
        _last = minute; // also when it fails: one minute less is better than one try after another
        if (isFirst) return;
        var sample = await store.CaptchaTimes(now - SampleAge, Sample);
        var (efforts, upTo) = await Efforts(now);
        await store.AddMinute(
            new MarketMinute(minute, await Loads(), await store.AccountSums(), SolveTimes.Of(sample)) { Refunds = await Refunds(minute - RefundsAfter), Efforts = efforts, EffortsTo = upTo }, Kept);
    }

    // Of captchas of which even the slowest has ended: a token that takes its whole time is work, too. In a quiet minute the samples are nearly the same, and what was counted is left out.
    private async Task<(ImmutableArray<Effort> Efforts, CaptchaId UpTo)> Efforts(DateTimeOffset now)
    {
        var last = await store.LastMinute();
        var (before, seen) = last is null ? ([], default) : (last.Efforts, last.EffortsTo);
        var ended = (await store.CaptchaTimes(now - TurnsAge, Sample)).Where(c => c.Id > seen).ToList();
        return (ComplexityRule.After(before, [.. ended.SelectMany(c => c.Turns)]), ended.Count == 0 ? seen : ended.Max(c => c.Id));
    }

    /// <summary>How much work the captchas are, as it was written down last.</summary>
    public async Task<ImmutableArray<Effort>> Efforts() => await store.LastMinute() is { } last ? last.Efforts : [];

    private async Task<RefundShare?> Refunds(long minute) => await store.Minutes(minute, 1, 1) is [{ Times: { } times } then] && then.Minute == minute
        ? new RefundShare(times.All.Solved, await store.CountRefunded(times.From, times.To))
        : null;

    private async Task<ImmutableArray<KindLoad>> Loads()
    {
        var loads = new List<KindLoad>();
        for (var shard = 0; shard < shards; shard++)
        {
            try { loads.AddRange((await actors.Shard(new ShardKey(shard)).Load()).Kinds); }
            catch (Exception) { /* a lost shard has no load to tell; it is back in a moment */ }
        }
        return [.. Enum.GetValues<Kind>().Select(kind => Sum(kind, loads.FindAll(l => l.Kind == kind)))];
    }

    private static KindLoad Sum(Kind kind, List<KindLoad> loads) => new(
        kind, loads.Sum(l => l.SubmittedLastMinute), loads.Sum(l => l.WorkersLastMinute), loads.Sum(l => l.Depth), loads.Sum(l => l.Waiting));
}
