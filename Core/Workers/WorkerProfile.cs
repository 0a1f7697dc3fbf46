using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Workers;

public enum WorkerStatus
{
    Active = 1,
    InTraining = 2,
    Suspended = 3,
}

/// <summary>What is kept of a worker beside his money and his outcomes.</summary>
/// <param name="Kinds">The kinds that he was examined in.</param>
/// <param name="MinRate">He takes nothing that pays him less, his earn coefficient counted in.</param>
public sealed record WorkerProfile(WorkerId Id, WorkerStatus Status, ImmutableArray<Kind> Kinds, Money MinRate)
{
    /// <summary>What follows from reports is kept of so many of them; who has more does not work any more.</summary>
    public const int MostSanctions = 100;

    /// <summary>What follows from reports about his answers; at most one for each report, oldest first.</summary>
    public ImmutableArray<Sanction> Sanctions { get; init; } = [];

    /// <summary>Token kinds that he, and all who are linked to him, get no captchas of; kept with the smallest id of a cluster.</summary>
    public ImmutableArray<KindLimit> TokenLimits { get; init; } = [];

    /// <summary>Whether he gets work, everything taken together.</summary>
    public WorkerStatus StatusNow =>
        Status != WorkerStatus.Active ? Status
        : Sanctions.Any(s => s.Effect is ReportEffects.Suspend or ReportEffects.Ban) ? WorkerStatus.Suspended
        : Sanctions.Any(s => s.IsOpenTraining) ? WorkerStatus.InTraining
        : WorkerStatus.Active;

    /// <summary>Typical mistakes in answers that he gave before count no more: he has been trained since. Null: he was never sent to a training.</summary>
    public DateTimeOffset? TrainedAt => Sanctions.Where(s => s.Effect == ReportEffects.Train).Max(s => (DateTimeOffset?)(s.PassedAt ?? s.At));

    /// <summary>
    /// He has passed the training that a report brought upon him, and with it all others that were ordered until then. The same again changes nothing, also
    /// when another training was ordered since.
    /// </summary>
    /// <returns>The same profile where nothing changes; null: no training was ordered because of that report.</returns>
    public WorkerProfile? Passed(CaptchaId report, DateTimeOffset now)
    {
        if (Sanctions.FirstOrDefault(s => s.Report == report && s.Effect == ReportEffects.Train) is not { } training) return null;
        return training.IsOpenTraining ? this with { Sanctions = [.. Sanctions.Select(s => s.IsOpenTraining ? s with { PassedAt = now } : s)] } : this;
    }

    /// <summary>A worker may work, in every kind, as soon as he has registered, until there is training.</summary>
    public static WorkerProfile New(WorkerId id) => new(id, WorkerStatus.Active, [.. Enum.GetValues<Kind>()], Money.Zero);

    /// <summary>With limits that were found, without those that are over: for each kind and account the one that ends last.</summary>
    /// <returns>The same profile where nothing changes.</returns>
    public WorkerProfile With(ImmutableArray<KindLimit> found, DateTimeOffset now)
    {
        var limits = TokenLimits.RemoveAll(l => l.Until <= now);
        foreach (var limit in found)
        {
            if (limits.Any(l => l.Kind == limit.Kind && l.Because == limit.Because && l.Until >= limit.Until)) continue;
            limits = limits.RemoveAll(l => l.Kind == limit.Kind && l.Because == limit.Because).Add(limit);
        }
        return limits.Length > MostSanctions || limits.SequenceEqual(TokenLimits) ? this : this with { TokenLimits = limits };
    }

    /// <summary>What a report has done to him; a later step of the same report replaces an earlier one, and never the other way round.</summary>
    public WorkerProfile With(Sanction sanction)
    {
        if (Sanctions.Any(s => s.Report == sanction.Report && s.Version >= sanction.Version)) return this;
        var others = Sanctions.RemoveAll(s => s.Report == sanction.Report);
        // Those that are over are the first that may be forgotten here; the reports themselves stay.
        if (others.Length >= MostSanctions) others = others.Remove(others.FirstOrDefault(s => s.Effect == ReportEffects.Lift || s.PassedAt is not null) ?? others[0]);
        return this with { Sanctions = others.Add(sanction) };
    }
}

/// <summary>A token kind that the accounts of a cluster get no captchas of.</summary>
/// <param name="Because">The account that it was found with.</param>
/// <param name="Until">It ends by itself.</param>
public sealed record KindLimit(Kind Kind, TokenLimit Why, WorkerId Because, DateTimeOffset Until);

/// <summary>What a report has done to a worker.</summary>
/// <param name="Report">The reported captcha: where the evidence is.</param>
/// <param name="Version">Of the report at that step.</param>
/// <param name="Effect">One of <see cref="ReportState.OnWorker"/>.</param>
public sealed record Sanction(CaptchaId Report, long Version, ReportEffects Effect, DateTimeOffset At)
{
    /// <summary>Of a training: when he passed it; null: not yet.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    public bool IsOpenTraining => Effect == ReportEffects.Train && PassedAt is null;
}

public static class Reputation
{
    /// <summary>One point for every 1000 captchas solved. It is shown, and changes no rate, no complexity and no order of dispatch.</summary>
    public static long Of(long solved) => solved / 1000;
}
