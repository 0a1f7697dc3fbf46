using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

public sealed class EarnRatesTests
{
    private static readonly Money Rate = new(140_000);

    [Fact]
    public void Only_answerable_kinds_have_a_coefficient()
    {
        var skills = new Dictionary<Kind, SkillEstimate> { [Kind.ImageText] = new(400, 0), [Kind.RecaptchaV2] = new(400, 0), [Kind.Text] = new(100, 0) };
        var rates = EarnRates.Of(skills, EarnOptions.Default)!;
        Assert.Equal([new EarnRate(Kind.ImageText, 1500)], rates.Kinds);
        Assert.Equal(new Money(210_000), rates.Of(Kind.ImageText, Rate));
        Assert.Equal(Rate, rates.Of(Kind.RecaptchaV2, Rate));
        skills.Remove(Kind.ImageText);
        Assert.Null(EarnRates.Of(skills, EarnOptions.Default));
    }

    [Theory]
    [InlineData(Kind.ImageText, 5_000, 210_000L)] // cut to what the options allow
    [InlineData(Kind.ImageText, 1, 112_000L)]
    [InlineData(Kind.ImageText, 1_000, null)]
    [InlineData(Kind.RecaptchaV2, 1_500, null)]
    public void What_is_shown_stays_within_the_options(Kind kind, int perMille, long? shown) =>
        Assert.Equal(shown, EarnRates.Shown(new EarnRates([new EarnRate(kind, perMille)]), kind, Rate, EarnOptions.Default)?.Nanos);

    [Theory]
    [InlineData(1_500, 200_000, true)]
    [InlineData(1_500, 210_001, false)]
    [InlineData(800, 140_000, false)]
    [InlineData(800, 112_000, true)]
    public void A_worker_is_offered_what_pays_him_at_least_what_he_asks(int perMille, long minRate, bool takes)
    {
        var offer = Offer(perMille, minRate);
        Assert.Equal(takes, offer.MayTake(Ticket(1, Rate), null));
        var queues = new ShardQueues(10, 10);
        queues.Enqueue(Ticket(1, Rate), default);
        Assert.Equal(takes, queues.Offer(offer, default).Match is not null);
        var others = new ShardQueues(10, 10);
        others.Offer(offer, default);
        Assert.Equal(takes, others.Enqueue(Ticket(1, Rate), default).Match is not null);
    }

    [Fact]
    public void The_highest_bid_is_the_best_pay_whatever_the_coefficient_is() => Property.Holds(
        from low in Gen.Choose(1, 5_000)
        from more in Gen.Choose(0, 5_000)
        from perMille in Gen.Choose(500, 2_000)
        select (Low: new Money(low), High: new Money(low + more), perMille),
        c =>
        {
            var offer = Offer(c.perMille, 0);
            Assert.True(offer.PayFor(Ticket(1, c.High)) >= offer.PayFor(Ticket(2, c.Low)));
        });

    private static Offer Offer(int perMille, long minRate) =>
        new(new WorkerId(1), KindSet.Of(Kind.ImageText), default, default(DateTimeOffset).AddSeconds(10), new Money(minRate), default, 0, "")
        {
            Earning = new EarnRates([new EarnRate(Kind.ImageText, perMille)]),
        };

    private static Ticket Ticket(long id, Money bid) =>
        new(new CaptchaId(id), new CustomerId(1), Kind.ImageText, bid, default, default(DateTimeOffset).AddSeconds(90), []);
}
