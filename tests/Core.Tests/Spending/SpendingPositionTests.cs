using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using Xunit;

namespace CaptchaGrains.Core.Tests.Spending;

public sealed class SpendingPositionTests
{
    private static readonly CustomerId Ada = new(1);
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 34, 56, TimeSpan.Zero);

    [Fact]
    public void A_charge_is_one_captcha_whether_it_is_one_transfer_or_two()
    {
        var (next, added) = new SpendingPosition(Ada).Count(
            [
                Entry(1, Purpose.Earning, AccountKind.Worker, 140), Entry(2, Purpose.Fee, AccountKind.HouseRevenue, 70), // as most are
                Entry(3, Purpose.Earning, AccountKind.Worker, 210), // all of it the worker's
                Entry(4, Purpose.Fee, AccountKind.HouseQuality, 210), // the worker got more
                Entry(5, Purpose.Votes, AccountKind.HouseQuality, 420), Entry(6, Purpose.Fee, AccountKind.HouseRevenue, 210), // voted on
                Entry(7, Purpose.Release, AccountKind.Customer, 999), // came back
            ], [])!.Value;
        var line = Assert.Single(added);
        Assert.Equal((new SpendingSum(4, 0, new Money(1_260)), new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero)), (line.Sum, line.Cell.Hour));
        Assert.Equal((1L, 7L, 0L, new Money(1_260)), (next.Version, next.Held, next.Returned, next.Spent));
    }

    [Fact]
    public void A_refund_is_taken_off_and_a_deposit_is_no_spending()
    {
        var (next, added) = new SpendingPosition(Ada).Count([], [Entry(8, Purpose.Refund, AccountKind.Customer, 210), Entry(9, Purpose.Deposit, AccountKind.Customer, 5_000, null)])!.Value;
        Assert.Equal(new SpendingSum(0, 1, new Money(-210)), Assert.Single(added).Sum);
        Assert.Equal((0L, 9L, new Money(-210)), (next.Held, next.Returned, next.Spent));
        Assert.Null(next.Count([], []));
    }

    [Fact]
    public void However_entries_are_cut_into_parts_the_sums_are_the_same()
    {
        var random = new Random(20260304);
        var entries = Enumerable.Range(1, 400).Select(n => Drawn(random, n)).ToImmutableArray();
        var (whole, lines) = new SpendingPosition(Ada).Count(entries, [])!.Value;
        for (var size = 1; size < 100; size += 13)
        {
            var position = new SpendingPosition(Ada);
            var parts = new List<SpendingLine>();
            foreach (var part in entries.Chunk(size))
            {
                var (next, added) = position.Count([.. part], [])!.Value;
                position = next;
                parts.AddRange(added);
            }
            Assert.Equal((whole.Held, whole.Spent), (position.Held, position.Spent));
            Assert.Equal(SpendingSummary.Of(lines).Total, SpendingSummary.Of(parts).Total);
            Assert.Equal(SpendingSummary.Of(lines).ByHour, SpendingSummary.Of(parts).ByHour);
        }
    }

    [Fact]
    public void Each_way_of_summing_up_comes_to_the_total_and_a_series_has_no_holes()
    {
        ImmutableArray<SpendingLine> lines =
        [
            Line(0, 5, Kind.ImageText, "a.test", 100), Line(0, null, Kind.Grid, "", 50), Line(3, 5, Kind.Grid, "b.test", 500), Line(30, 6, Kind.ImageText, "a.test", -70),
        ];
        var summary = SpendingSummary.Of(lines);
        Assert.Equal(new SpendingSum(4, 0, new Money(580)), summary.Total);
        Assert.All((IEnumerable<SpendingSum>[])[summary.ByHour.Select(h => h.Sum), summary.ByKey.Select(k => k.Sum), summary.ByKind.Select(k => k.Sum), summary.ByDomain.Select(d => d.Sum)],
            sums => Assert.Equal(summary.Total, sums.Aggregate(new SpendingSum(), (a, b) => a + b)));
        Assert.Equal(new long?[] { 5, null, 6 }, summary.ByKey.Select(k => k.Key?.Value));
        Assert.Equal(["b.test", "", "a.test"], summary.ByDomain.Select(d => d.Domain));
        var start = SpendingCell.HourOf(Noon);
        var hours = summary.Series(start, start.AddHours(48), TimeSpan.FromHours(1));
        Assert.Equal((48, summary.Total), (hours.Length, hours.Aggregate(new SpendingSum(), (sum, h) => sum + h.Sum)));
        var day = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([650L, -70], summary.Series(day, day.AddDays(2), TimeSpan.FromDays(1)).Select(d => d.Sum.Spent.Nanos));
    }

    private static SpendingEntry Drawn(Random random, int n)
    {
        var (purpose, to) = ((Purpose)random.Next(2, 7), random.Next(2) == 0 ? AccountKind.HouseQuality : AccountKind.HouseRevenue);
        return Entry(n, purpose, to, random.Next(1, 1_000), (Kind)random.Next(1, 4), n % 3 == 0 ? "a.test" : "") with { At = Noon.AddMinutes(n * 7) };
    }

    private static SpendingLine Line(int hour, long? key, Kind kind, string domain, long nanos) =>
        new(new SpendingCell(SpendingCell.HourOf(Noon).AddHours(hour), key is { } id ? new ApiKeyId(id) : null, kind, domain), new SpendingSum(1, 0, new Money(nanos)));

    private static SpendingEntry Entry(long sequence, Purpose purpose, AccountKind to, long nanos, Kind? kind = Kind.ImageText, string domain = "") =>
        new(sequence, Noon, purpose, to, new Money(nanos), null, kind, domain);
}
