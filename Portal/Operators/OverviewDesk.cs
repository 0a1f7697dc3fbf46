using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Overview;

namespace CaptchaGrains.Portal.Operators;

/// <summary>How the marketplace does: what the shards say now, and what was written down minute by minute. A look costs a few rows, however much goes on.</summary>
public sealed class OverviewDesk(MarketLoad load, IMinuteStore minutes, IServerList servers, IAuditStore audit, TimeProvider time)
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>An older minute is not how it is now: nobody has written one down since.</summary>
    private const int Fresh = 5;

    /// <summary>Of a day each tenth minute is drawn.</summary>
    private const int OfADay = 10;

    public async Task<OverviewNow> Now()
    {
        var now = MarketMinute.Of(time.GetUtcNow());
        var latest = (await minutes.Minutes(now - Fresh, 1, Fresh + 1)).LastOrDefault();
        var first = latest is null ? null : (await minutes.Minutes(now - Day, 1, 1)).FirstOrDefault();
        return new OverviewNow(await load.OfAll(), latest, first, (await audit.FindAuditHead()).Sequence, await Servers());
    }

    /// <summary>The last hour, every minute; and the last day.</summary>
    public async Task<(ImmutableArray<MarketMinute> Hour, ImmutableArray<MarketMinute> Day)> History()
    {
        var now = MarketMinute.Of(time.GetUtcNow());
        return (await minutes.Minutes(now - Hour, 1, Hour + 1), await minutes.Minutes(now - Day, OfADay, Day / OfADay + 1));
    }

    public string? DashboardPath => servers.DashboardPath;

    private async Task<ImmutableArray<ServerView>> Servers()
    {
        try { return await servers.Servers(); }
        catch (Exception e) when (e is not OutOfMemoryException) { return []; } // the other figures are worth showing without it
    }
}

/// <param name="Loads">Each kind once.</param>
/// <param name="Latest">The minute that was written down last; null: none lately.</param>
/// <param name="First">The first one of the last 24 hours.</param>
/// <param name="AuditRecords">In the audit log.</param>
/// <param name="Servers">Empty: they could not be asked.</param>
public sealed record OverviewNow(ImmutableArray<KindLoad> Loads, MarketMinute? Latest, MarketMinute? First, long AuditRecords, ImmutableArray<ServerView> Servers)
{
    /// <summary>Captchas that came in, in a second on average of the last minute.</summary>
    public double PerSecond => Loads.Sum(l => l.SubmittedLastMinute) / 60.0;

    /// <summary>What went through the books since <see cref="First"/>; null: nothing was written down before now.</summary>
    public MoneyFlow? Money => Latest is { } latest && First is { } first && first.Minute < latest.Minute ? MoneyFlow.Between(first.Sums, latest.Sums) : null;
}
