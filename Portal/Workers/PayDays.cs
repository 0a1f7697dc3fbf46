using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Portal.Workers;

/// <summary>What a worker earned on each of the last days, and what an hour of work came to.</summary>
public sealed record PayDays(ImmutableArray<PayDay> Days)
{
    public const int Length = 14;

    public static DateOnly FirstDay(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - Length);

    /// <param name="earned">Days without are left out.</param>
    public static PayDays Of(DateOnly first, ImmutableArray<DayEarned> earned) => new([.. Enumerable.Range(0, Length).Select(n =>
    {
        var day = first.AddDays(n);
        var found = earned.FirstOrDefault(d => d.Day == day);
        return new PayDay(day, found.Earned, found.Answers, found.Minutes);
    })]);

    public Money Sum => Days.Aggregate(Money.Zero, (sum, d) => sum + d.Earned);

    /// <summary>Of all days together; null: too little work.</summary>
    public Money? Hour => HourEquivalent.Of(Days.Aggregate(Money.Zero, (sum, d) => sum + d.Answers), Days.Sum(d => d.Minutes));
}

/// <param name="Earned">For answers and for friends.</param>
/// <param name="Minutes">Of work.</param>
public sealed record PayDay(DateOnly Day, Money Earned, Money Answers, int Minutes)
{
    public Money? Hour => HourEquivalent.Of(Answers, Minutes);
}
