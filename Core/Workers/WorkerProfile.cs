using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

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
/// <param name="Cluster">His cluster of linked accounts; 0: none.</param>
public sealed record WorkerProfile(WorkerId Id, WorkerStatus Status, ImmutableArray<Kind> Kinds, Money MinRate, bool HighRating, long Cluster)
{
    /// <summary>A worker may work, in every kind, as soon as he has registered, until there is training.</summary>
    public static WorkerProfile New(WorkerId id) => new(id, WorkerStatus.Active, [.. Enum.GetValues<Kind>()], Money.Zero, false, 0);
}

public static class Reputation
{
    /// <summary>One point for every 1000 captchas solved. It is shown, and changes no rate, no complexity and no order of dispatch.</summary>
    public static long Of(long solved) => solved / 1000;
}
