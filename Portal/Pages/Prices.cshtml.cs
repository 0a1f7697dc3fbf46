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

    /// <summary>Traits that make captchas more work than others of their kind, or less; those that change the rate.</summary>
    public ImmutableArray<TraitNow> Traits { get; private set; } = [];

    public ImmutableArray<PriceStep> Steps { get; private set; } = [];

    public ImmutableArray<PriceChart> Charts { get; private set; } = [];

    public async Task OnGet()
    {
        var now = time.GetUtcNow();
        var loads = (await load.OfAll()).ToDictionary(l => l.Kind);
        var kinds = ImmutableArray.CreateBuilder<KindNow>();
        var traits = ImmutableArray.CreateBuilder<TraitNow>();
        foreach (var kind in Enum.GetValues<Kind>())
        {
            var rate = await quotes.Known(kind, now);
            kinds.Add(new KindNow(rate.Price, rate.Quote, loads[kind]));
            traits.AddRange(rate.Complexities.Where(c => c.PerMille != ComplexityRule.Usual && !rate.Price.IsFixed).Select(c => new TraitNow(kind, c, rate.RateOf(c.Traits))));
        }
        Kinds = kinds.ToImmutable();
        Traits = traits.ToImmutable();
        Steps = await history.Of(Range);
        Charts = [.. Groups.Select(g => new PriceChart(g.Name(), g.Kinds))];
    }

    /// <summary>Dollars for a chart.</summary>
    internal static string Number(Money money) => money.Times(1000).ToString();
}

/// <param name="Price">Minimum and maximum, as they are set.</param>
/// <param name="Quote">As it is now.</param>
public sealed record KindNow(KindPrice Price, Quote Quote, KindLoad Load)
{
    public Kind Kind => Price.Kind;

    /// <summary>The least and the most per 1000 answers, for people.</summary>
    public string Span => Price.IsFixed ? PriceTexts.Fixed : Texts.Format(PriceTexts.Between, Format.Exact(Price.MinRate.Times(1000)), Format.Exact(Price.MaxRate.Times(1000)));
}

/// <param name="Rate">Of a captcha with these traits.</param>
public sealed record TraitNow(Kind Kind, TraitComplexity Complexity, Money Rate)
{
    public string Name => string.Join(", ", Words(Complexity.Traits));

    private IEnumerable<string> Words(CaptchaTraits traits)
    {
        if (traits == CaptchaTraits.Plain) yield return PriceTexts.TraitPlain;
        if (traits.HasFlag(CaptchaTraits.TwoWords)) yield return PriceTexts.TraitTwoWords;
        if (traits.HasFlag(CaptchaTraits.CaseMatters)) yield return PriceTexts.TraitCase;
        if (traits.HasFlag(CaptchaTraits.Arithmetic)) yield return PriceTexts.TraitArithmetic;
        if (traits.HasFlag(CaptchaTraits.Long)) yield return Kind switch
        {
            Kind.Grid => PriceTexts.TraitManySquares,
            Kind.Coordinates => PriceTexts.TraitManyPoints,
            Kind.Rotate => PriceTexts.TraitManyImages,
            _ => PriceTexts.TraitLong,
        };
    }
}

public sealed record PriceChart(string Name, ImmutableArray<Kind> Kinds);
