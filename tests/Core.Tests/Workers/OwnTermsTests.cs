using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Workers;
using Xunit;

namespace CaptchaGrains.Core.Tests.Workers;

public class OwnTermsTests
{
    private static readonly WorkerProfile Fresh = WorkerProfile.New(new WorkerId(7));

    [Theory]
    [InlineData("0", null, TermsVerdict.Set)]
    [InlineData("0.00014", "2.50", TermsVerdict.Set)]
    [InlineData("0.01", "10000", TermsVerdict.Set)]
    [InlineData("0.010000001", null, TermsVerdict.BadMinRate)]
    [InlineData("-0.000000001", "1", TermsVerdict.BadMinRate)]
    [InlineData("0", "-0.000000001", TermsVerdict.BadDailyCap)]
    [InlineData("0", "10000.000000001", TermsVerdict.BadDailyCap)]
    public void Terms_stay_within_what_anybody_can_earn(string minRate, string? cap, TermsVerdict verdict) =>
        Assert.Equal(verdict, new OwnTerms(Money.Parse(minRate), cap is null ? null : Money.Parse(cap)).Check());

    [Fact]
    public void Whoever_asks_for_the_most_that_any_kind_pays_is_not_refused()
    {
        var most = Enum.GetValues<Kind>().Max(k => PriceTable.Of(k).MaxRate.Share(ComplexityRule.Most, 1000).Share(EarnOptions.Default.MostPerMille, 1000));
        Assert.Equal(TermsVerdict.Set, new OwnTerms(most, null).Check());
    }

    [Fact]
    public void A_cap_of_nothing_is_none() => Assert.Equal(OwnTerms.None, new OwnTerms(Money.Zero, Money.Zero));

    [Fact]
    public void New_terms_change_nothing_else_and_the_same_terms_nothing_at_all()
    {
        var known = Fresh with { TokenLimits = [new KindLimit(Kind.RecaptchaV2, TokenLimit.TooManyBad, Fresh.Id, DateTimeOffset.MaxValue)] };
        var terms = new OwnTerms(new Money(200_000), Money.FromDollars(5));
        var asking = known.Asking(terms);
        Assert.Equal(terms, asking.Terms);
        Assert.Equal(known, asking with { MinRate = Money.Zero, DailyCap = null });
        Assert.Same(asking, asking.Asking(new OwnTerms(new Money(200_000), Money.FromDollars(5))));
        Assert.Equal(OwnTerms.None, asking.Asking(OwnTerms.None).Terms);
        Assert.Equal(terms, asking.Examined([Kind.ImageText]).With(ImmutableArray<KindLimit>.Empty, DateTimeOffset.UnixEpoch).Terms);
    }
}
