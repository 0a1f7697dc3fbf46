using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class PricesOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static readonly PriceTerms Own = PriceTable.ImageText.Terms;
    private static readonly PriceTerms Dearer = new(Money.Parse("0.0004"), Money.Parse("0.001"), 250);

    [Fact]
    public async Task A_price_that_is_set_travels_to_whoever_quotes()
    {
        var customer = await market.RichCustomer();
        var board = market.Actors.PriceBoard();
        var change = new PriceChange("one", Kind.ImageText, Own, Dearer);
        for (var n = 0; n < 2; n++) Assert.Equal(PriceVerdict.Changed, await board.Change(change));
        Assert.Equal(PriceVerdict.ChangedMeanwhile, await board.Change(change with { Id = "two" }));
        var rate = (await board.Rates()).Single(r => r.Kind == Kind.ImageText);
        Assert.Equal(PriceTable.ImageText.At(Dearer), rate.Price);

        // No silo was asked for a price before, so none has another one in mind.
        var (_, result) = await market.Submit(customer);
        Assert.Equal((SubmitVerdict.Accepted, rate.Price.QuoteAt(result.Quote!.Rate)), (result.Verdict, result.Quote));
    }
}
