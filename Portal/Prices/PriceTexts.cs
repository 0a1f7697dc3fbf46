using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace CaptchaGrains.Portal.Prices;

/// <summary>Every word on the public price page, as <see cref="Texts"/> has the others.</summary>
public static class PriceTexts
{
    private static readonly ResourceManager Resources = new("CaptchaGrains.Portal.Prices.PriceTexts", typeof(PriceTexts).Assembly);

    public static string Title => Get();
    public static string Lead => Get();
    public static string NowTitle => Get();
    public static string NowCaption => Get();
    public static string Kind => Get();
    public static string Price => Get();
    public static string Rate => Get();
    public static string Span => Get();
    public static string Between => Get();
    public static string Fixed => Get();
    public static string Submitted => Get();
    public static string Queued => Get();
    public static string Workers => Get();
    public static string TraitsTitle => Get();
    public static string TraitsCaption => Get();
    public static string Traits => Get();
    public static string Complexity => Get();
    public static string TraitPlain => Get();
    public static string TraitTwoWords => Get();
    public static string TraitCase => Get();
    public static string TraitArithmetic => Get();
    public static string TraitLong => Get();
    public static string TraitManySquares => Get();
    public static string TraitManyPoints => Get();
    public static string TraitManyImages => Get();
    public static string HowComplexity => Get();
    public static string HistoryTitle => Get();
    public static string HistoryText => Get();
    public static string HistoryEmpty => Get();
    public static string RangeLabel => Get();
    public static string RangeDay => Get();
    public static string RangeWeek => Get();
    public static string GroupTyping => Get();
    public static string GroupClicking => Get();
    public static string GroupTokens => Get();
    public static string Numbers => Get();
    public static string When => Get();
    public static string Unknown => Get();
    public static string HowTitle => Get();
    public static string HowFloating => Get();
    public static string HowFixed => Get();
    public static string HowCustomers => Get();

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
}
