using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Storage;

/// <summary>Referrals and sums of earnings out of the columns of a row, which are the same on every engine.</summary>
internal static class ReferralRows
{
    public const string Columns = "friend, inviter, number, since, version, upto, earned, due";

    private const long DayMilliseconds = 86_400_000;

    /// <param name="row">Of <see cref="Columns"/>.</param>
    public static Referral Referral(DbDataReader row) =>
        new(new WorkerId(row.GetInt64(0)), new WorkerId(row.GetInt64(1)), row.GetInt64(2), StoredTime.Read(row.GetInt64(3)))
        {
            Version = row.GetInt64(4),
            Upto = row.GetInt64(5),
            Earned = new Money(row.GetInt64(6)),
            Due = new Money(row.GetInt64(7)),
        };

    /// <summary>As it comes back.</summary>
    public static Referral Stored(Referral referral) => referral with { Since = StoredTime.Cut(referral.Since) };

    /// <param name="row">friends, paid.</param>
    public static ReferralTotal Total(DbDataReader row) => new(row.GetInt64(0), new Money(row.GetInt64(1)));

    /// <param name="row">sum, upto.</param>
    public static EarnedPart Part(DbDataReader row) => new(new Money(row.GetInt64(0)), row.GetInt64(1));

    /// <param name="row">day, amount, amount of answers, minutes.</param>
    public static DayEarned Day(DbDataReader row) =>
        new(DayOf(row.GetInt64(0) * DayMilliseconds), new Money(row.GetInt64(1)), new Money(row.GetInt64(2)), (int)row.GetInt64(3));

    public static DateOnly DayOf(long milliseconds) => DateOnly.FromDateTime(StoredTime.Read(milliseconds).UtcDateTime);

    public static long StartOf(DateOnly day) => StoredTime.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));

    public static void RequireDays(int days) => Pages.RequireTake(days, IEarningStore.MostDays);
}
