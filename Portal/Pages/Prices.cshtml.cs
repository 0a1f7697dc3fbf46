using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Portal.Prices;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>What each kind costs and pays now, what waits, and how the rates went. For everybody.</summary>
public sealed class PricesModel(PriceQuotes quotes, MarketLoad load, PriceHistory history, TimeProvider time) : PageModel
{
    /// <summary>Which kinds share a chart: rates of one size, and no more lines than can be told apart.</summary>
    private static readonly ImmutableArray<(Func<string> Name, ImmutableArray<Kind> Kinds)> Groups =
    [
        (() => PriceTexts.GroupTyping, [Kind.ImageText, Kind.Text, Kind.Audio, Kind.Rotate]),
        (() => PriceTexts.GroupClicking, [Kind.Grid, Kind.Coordinates]),
        (() => PriceTexts.GroupTokens, [Kind.RecaptchaV2, Kind.RecaptchaV3, Kind.KeyCaptcha, Kind.FunCaptcha]),
    ];

    /// <summary>24h or 7d.</summary>
    [BindProperty(SupportsGet = true, Name = "range")]
    public string? RangeName { get; set; }

    public PriceRange Range => RangeName == PriceRange.Week.Name ? PriceRange.Week : PriceRange.Day;

    public ImmutableArray<KindNow> Kinds { get; private set; } = [];

    public ImmutableArray<PriceStep> Steps { get; private set; } = [];

    public ImmutableArray<PriceChart> Charts { get; private set; } = [];

    public async Task OnGet()
    {
        var now = time.GetUtcNow();
        var loads = (await load.OfAll()).ToDictionary(l => l.Kind);
        var kinds = ImmutableArray.CreateBuilder<KindNow>();
        foreach (var kind in Enum.GetValues<Kind>()) kinds.Add(new KindNow(PriceTable.Of(kind), await quotes.Current(kind, now), loads[kind]));
        Kinds = kinds.ToImmutable();
        Steps = await history.Of(Range);
        Charts = [.. Groups.Select(g => new PriceChart(g.Name(), g.Kinds))];
    }

    /// <summary>Dollars for a chart.</summary>
    internal static string Number(Money money) => money.Times(1000).ToString();
}

/// <param name="Price">Minimum and maximum.</param>
/// <param name="Quote">As it is now.</param>
public sealed record KindNow(KindPrice Price, Quote Quote, KindLoad Load)
{
    public Kind Kind => Price.Kind;

    public bool IsFixed => Price.MinRate == Price.MaxRate;

    /// <summary>The least and the most per 1000 answers, for people.</summary>
    public string Span => IsFixed ? PriceTexts.Fixed : Texts.Format(PriceTexts.Between, Format.Exact(Price.MinRate.Times(1000)), Format.Exact(Price.MaxRate.Times(1000)));
}

public sealed record PriceChart(string Name, ImmutableArray<Kind> Kinds);
