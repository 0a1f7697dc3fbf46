using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Tests;

public sealed class RateHistoryTests
{
    [Fact]
    public async Task A_change_is_written_down_once_a_minute_at_most_and_silence_once_an_hour()
    {
        using var m = await Marketplace.Open();
        await Ask(m);
        var first = await Written(m);
        Assert.Equal(Enum.GetValues<Kind>().Length, first.Length);
        Assert.All(first, p => Assert.Equal(PriceTable.Of(p.Kind).MinRate, p.Rate));
        for (var n = 0; n < 5; n++) await Ask(m);
        Assert.Equal(first, await Written(m));

        // Nobody works, so that any demand at all is the highest load.
        await m.Submit();
        for (var n = 0; n < 70; n++) await Ask(m);
        var changes = (await Written(m)).Where(p => p.Kind == Kind.ImageText).ToList();
        Assert.Contains(changes, p => p.Rate == PriceTable.ImageText.MaxRate);
        Assert.True(changes.Select(p => p.At).Distinct().Count() == changes.Count);
        Assert.Single(await Written(m), p => p.Kind == Kind.Grid);

        var until = m.Time.GetUtcNow() + TimeSpan.FromMinutes(61);
        while (m.Time.GetUtcNow() < until) await Ask(m, TimeSpan.FromSeconds(20));
        Assert.Equal(2, (await Written(m)).Count(p => p.Kind == Kind.Grid));
    }

    private static async Task Ask(Marketplace m, TimeSpan? pass = null)
    {
        await m.Actors.PriceBoard().Rates();
        await m.Pass(pass ?? TimeSpan.FromSeconds(1));
    }

    private static Task<ImmutableArray<RatePoint>> Written(Marketplace m) =>
        m.Store.LastRates(m.Time.GetUtcNow().AddHours(-3), m.Time.GetUtcNow().AddMinutes(1), TimeSpan.FromMinutes(1));
}
