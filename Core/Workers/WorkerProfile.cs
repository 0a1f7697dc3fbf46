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
    Banned = 4,
}

/// <summary>What is kept of a worker beside his money and his outcomes.</summary>
/// <param name="Kinds">The kinds that he was examined in.</param>
/// <param name="MinRate">He takes nothing that pays him less, his earn coefficient counted in.</param>
public sealed record WorkerProfile(WorkerId Id, WorkerStatus Status, ImmutableArray<Kind> Kinds, Money MinRate)
{
    /// <summary>Limits of a cluster that are kept at once.</summary>
    public const int MostLimits = 100;

    /// <summary>Of one kind so many limits are kept, those that end last: one of them is enough to limit the whole cluster, however many accounts it has.</summary>
    public const int MostLimitsOfAKind = 20;

    /// <summary>When he has earned so much on a day (UTC), he is given nothing more on it; above zero. Null: there is no cap.</summary>
    public Money? DailyCap { get; init; }

    /// <summary>What he asks for himself.</summary>
    public OwnTerms Terms => new(MinRate, DailyCap);

    /// <summary>Token kinds that he, and all who are linked to him, get no captchas of; kept with the smallest id of a cluster.</summary>
    public ImmutableArray<KindLimit> TokenLimits { get; init; } = [];

    /// <summary>Somebody for whom the host vouches, as for the workers of a demonstration: he may work, in every kind.</summary>
    public static WorkerProfile New(WorkerId id) => new(id, WorkerStatus.Active, [.. Enum.GetValues<Kind>()], Money.Zero);

    /// <summary>Somebody who has registered himself: no work before the exam.</summary>
    public static WorkerProfile Untrained(WorkerId id) => new(id, WorkerStatus.InTraining, [], Money.Zero);

    /// <summary>With the kinds that he was examined in; an exam takes none away.</summary>
    /// <returns>The same profile where nothing changes.</returns>
    public WorkerProfile Examined(ImmutableArray<Kind> kinds)
    {
        var status = Status == WorkerStatus.InTraining ? WorkerStatus.Active : Status;
        return status == Status && kinds.All(Kinds.Contains) ? this : this with { Status = status, Kinds = [.. Kinds.Union(kinds).Order()] };
    }

    /// <summary>On other terms of his own, which were checked.</summary>
    /// <returns>The same profile where nothing changes.</returns>
    public WorkerProfile Asking(OwnTerms terms) => terms == Terms ? this : this with { MinRate = terms.MinRate, DailyCap = terms.DailyCap };

    /// <summary>With limits that were found, without those that are over: for each kind and account the one that ends last.</summary>
    /// <returns>The same profile where nothing changes.</returns>
    public WorkerProfile With(ImmutableArray<KindLimit> found, DateTimeOffset now)
    {
        var limits = TokenLimits.RemoveAll(l => l.Until <= now);
        foreach (var limit in found)
        {
            if (limits.Any(l => l.Kind == limit.Kind && l.Because == limit.Because && l.Until >= limit.Until)) continue;
            limits = limits.RemoveAll(l => l.Kind == limit.Kind && l.Because == limit.Because).Add(limit);
            var ofKind = limits.Where(l => l.Kind == limit.Kind).ToList();
            if (ofKind.Count > MostLimitsOfAKind) limits = limits.Remove(ofKind.MinBy(l => l.Until)!);
        }
        return limits.Length > MostLimits || limits.SequenceEqual(TokenLimits) ? this : this with { TokenLimits = limits };
    }
}

/// <summary>A token kind that the accounts of a cluster get no captchas of.</summary>
/// <param name="Because">The account that it was found with.</param>
/// <param name="Until">It ends by itself.</param>
public sealed record KindLimit(Kind Kind, TokenLimit Why, WorkerId Because, DateTimeOffset Until);

public static class Reputation
{
    /// <summary>One point for every 1000 captchas solved. It is shown, and changes no rate, no complexity and no order of dispatch.</summary>
    public static long Of(long solved) => solved / 1000;
}
