using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Operators;

/// <summary>The figures of the overview as they are read, by the names that the page gives their places: so that the page and what brings it up to date say the same.</summary>
public static class OverviewFigures
{
    private const string None = "–";

    public static IReadOnlyDictionary<string, string> Of(OverviewNow now, DateTimeOffset at)
    {
        var (all, refunds, money) = (now.Latest?.Times?.All, now.Latest?.Refunds, now.Money);
        var figures = new Dictionary<string, string>
        {
            ["at"] = Format.Second(at),
            ["per-second"] = Format.Number(now.PerSecond, now.PerSecond < 10 ? 2 : 0),
            ["waiting"] = Format.Count(now.Loads.Sum(l => l.Depth)),
            ["median"] = Time(all, t => t.MedianMs),
            ["slow"] = Time(all, t => t.SlowMs),
            ["sample"] = Format.Count(all?.Solved ?? 0),
            ["unsolved"] = all is { } ended && ended.Solved + ended.Unsolved > 0 ? Format.Percent((double)ended.Unsolved / (ended.Solved + ended.Unsolved), 1) : None,
            ["refunds"] = refunds is { Solved: > 0 } ? Format.Percent((double)refunds.Refunded / refunds.Solved, 1) : None,
            ["deposits"] = Amount(money?.Deposits),
            ["charged"] = Amount(money?.Charged),
            ["earned"] = Amount(money?.Earned),
            ["paid-out"] = Amount(money?.PaidOut),
            ["house"] = Amount(money?.House),
            ["audit"] = Format.Count(now.AuditRecords),
            ["servers"] = Format.Count(now.Servers.Count(s => s.IsActive)),
        };
        foreach (var load in now.Loads)
        {
            var times = now.Latest?.Times?.Kinds.FirstOrDefault(k => k.Kind == load.Kind);
            figures[Name(load.Kind, "submitted")] = Format.Count(load.SubmittedLastMinute);
            figures[Name(load.Kind, "depth")] = Format.Count(load.Depth);
            figures[Name(load.Kind, "workers")] = Format.Count(load.WorkersLastMinute);
            figures[Name(load.Kind, "idle")] = Format.Count(load.Waiting);
            figures[Name(load.Kind, "median")] = Time(times, t => t.MedianMs);
            figures[Name(load.Kind, "slow")] = Time(times, t => t.SlowMs);
        }
        return figures;
    }

    /// <summary>The place of a kind's figure.</summary>
    public static string Name(Kind kind, string figure) => $"{kind}-{figure}";

    private static string Time(KindTimes? times, Func<KindTimes, long> milliseconds) =>
        times is { Solved: > 0 } some ? Format.Duration(TimeSpan.FromMilliseconds(milliseconds(some))) : None;

    private static string Amount(Money? amount) => amount is { } some ? Format.Amount(some) : None;
}
