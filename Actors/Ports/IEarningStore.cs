using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Ports;

/// <summary>What workers earned, summed up by the ledger itself. Entries of one account become visible in the order of their sequence, so nothing can appear below what was counted.</summary>
public interface IEarningStore
{
    /// <summary>Days of <see cref="EarnedByDay"/> at most.</summary>
    const int MostDays = 31;

    /// <summary>Entries that <see cref="EarnedByDay"/> looks through at most, the newest: months of a diligent worker's days.</summary>
    const int MostEntries = 100_000;

    /// <summary>The sum of what a worker was paid for answers, in the entries after one of his statement.</summary>
    /// <param name="after">The sequence of an entry; 0: from the beginning.</param>
    /// <param name="take">1 … 10,000 entries, the oldest.</param>
    Task<EarnedPart> EarnedAfter(WorkerId worker, long after, int take);

    /// <summary>What a worker was paid for answers and for friends, by the day (UTC), ascending; days without are left out.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="days">1 … <see cref="MostDays"/>.</param>
    Task<ImmutableArray<DayEarned>> EarnedByDay(WorkerId worker, DateOnly from, int days);
}

/// <param name="Upto">The last entry that is in the sum; where there is none, the one that was asked for.</param>
public readonly record struct EarnedPart(Money Sum, long Upto);

/// <param name="Earned">For answers and for friends.</param>
/// <param name="Answers">For answers alone.</param>
/// <param name="Minutes">Minutes of the clock in which an answer was paid.</param>
public readonly record struct DayEarned(DateOnly Day, Money Earned, Money Answers = default, int Minutes = 0);
