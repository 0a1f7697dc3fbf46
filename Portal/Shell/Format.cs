using System.Globalization;
using System.Text.Encodings.Web;
using CaptchaGrains.Core.Ledger;
using Microsoft.AspNetCore.Html;

namespace CaptchaGrains.Portal.Shell;

/// <summary>
/// How people read numbers, times and money, in the culture of the request. Every page formats here, so that a value looks the same wherever it stands. Times are UTC.
/// </summary>
public static class Format
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>A whole number with its groups: 12,345.</summary>
    public static string Count(long number) => number.ToString("N0", Culture);

    /// <param name="decimals">0 to 9.</param>
    public static string Number(double number, int decimals) => number.ToString($"N{decimals}", Culture);

    /// <param name="share">1 is the whole.</param>
    /// <param name="decimals">0 to 9.</param>
    public static string Percent(double share, int decimals = 0) => string.Create(Culture, $"{Number(share * 100, decimals)}\u202F%");

    /// <summary>An amount that somebody has or gets: two decimals, rounded down. The exact one is a tap away in the partial <c>_Amount</c>.</summary>
    public static string Amount(Money money) => Dollars.Balance(money);

    /// <summary>All digits that matter.</summary>
    public static string Exact(Money money) => Dollars.Exact(money);

    /// <summary>All nine decimals, for columns.</summary>
    public static string Full(Money money) => Dollars.Full(money);

    /// <summary>21 Nov 2026.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", Culture);

    /// <summary>21 Nov 2026.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Culture);

    /// <summary>21 Nov 2026, 13:48.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm", Culture);

    /// <summary>21 Nov 2026, 13:48:41.</summary>
    public static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss", Culture);

    /// <summary>For addresses, attributes and claims: digits alone.</summary>
    public static string Machine(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>For <c>datetime</c> of a <c>time</c> element.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>For <c>datetime</c> of a <c>time</c> element.</summary>
    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The two largest units: 3 d 4 h, 2 h 5 min, 45 s, 1.5 s, 240 ms. Their symbols are the same in every language here. A negative one counts as none.
    /// </summary>
    public static string Duration(TimeSpan time)
    {
        if (time < TimeSpan.Zero) time = TimeSpan.Zero;
        if (time.TotalDays >= 1) return Two(time.Days, "d", time.Hours, "h");
        if (time.TotalHours >= 1) return Two(time.Hours, "h", time.Minutes, "min");
        if (time.TotalMinutes >= 1) return Two(time.Minutes, "min", time.Seconds, "s");
        if (time.TotalSeconds >= 10 || time.Ticks % TimeSpan.TicksPerSecond == 0) return $"{Count(time.Seconds)} s";
        return time.TotalSeconds >= 1 ? $"{Number(Math.Floor(time.TotalSeconds * 10) / 10, 1)} s" : $"{Count(time.Milliseconds)} ms";
    }

    /// <summary>A domain that may go on in the next line behind any of its dots, and nowhere else.</summary>
    public static IHtmlContent Domain(string name) => new HtmlString(string.Join(".<wbr>", name.Split('.').Select(HtmlEncoder.Default.Encode)));

    /// <summary>How long ago something was, as far as people care: as <see cref="Duration"/>, and below a minute no more exactly than that.</summary>
    public static string Age(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? "< 1 min" : Duration(time);

    private static string Two(long large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{Count(large)} {largeUnit}" : $"{Count(large)} {largeUnit} {small} {smallUnit}";
}
