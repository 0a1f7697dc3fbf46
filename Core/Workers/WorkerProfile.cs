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
/// <param name="MinRate">He takes nothing that pays less.</param>
public sealed record WorkerProfile(WorkerId Id, WorkerStatus Status, ImmutableArray<Kind> Kinds, Money MinRate)
{
    /// <summary>What follows from reports is kept of so many of them; who has more does not work any more.</summary>
    public const int MostSanctions = 100;

    /// <summary>What follows from reports about his answers; at most one for each report, oldest first.</summary>
    public ImmutableArray<Sanction> Sanctions { get; init; } = [];

    /// <summary>Whether he gets work, everything taken together.</summary>
    public WorkerStatus StatusNow =>
        Status != WorkerStatus.Active ? Status
        : Sanctions.Any(s => s.Effect is ReportEffects.Suspend or ReportEffects.Ban) ? WorkerStatus.Suspended
        : Sanctions.Any(s => s.Effect == ReportEffects.Train) ? WorkerStatus.InTraining
        : WorkerStatus.Active;

    /// <summary>A worker may work, in every kind, as soon as he has registered, until there is training.</summary>
    public static WorkerProfile New(WorkerId id) => new(id, WorkerStatus.Active, [.. Enum.GetValues<Kind>()], Money.Zero);

    /// <summary>What a report has done to him; a later step of the same report replaces an earlier one, and never the other way round.</summary>
    public WorkerProfile With(Sanction sanction)
    {
        if (Sanctions.Any(s => s.Report == sanction.Report && s.Version >= sanction.Version)) return this;
        var others = Sanctions.RemoveAll(s => s.Report == sanction.Report);
        // Those that were lifted are the first that may be forgotten here; the reports themselves stay.
        if (others.Length >= MostSanctions) others = others.Remove(others.FirstOrDefault(s => s.Effect == ReportEffects.Lift) ?? others[0]);
        return this with { Sanctions = others.Add(sanction) };
    }
}

/// <summary>What a report has done to a worker.</summary>
/// <param name="Report">The reported captcha: where the evidence is.</param>
/// <param name="Version">Of the report at that step.</param>
/// <param name="Effect">One of <see cref="ReportState.OnWorker"/>.</param>
public sealed record Sanction(CaptchaId Report, long Version, ReportEffects Effect, DateTimeOffset At);

public static class Reputation
{
    /// <summary>One point for every 1000 captchas solved. It is shown, and changes no rate, no complexity and no order of dispatch.</summary>
    public static long Of(long solved) => solved / 1000;
}
