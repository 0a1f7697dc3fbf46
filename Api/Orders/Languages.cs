using System.Collections.Frozen;

namespace CaptchaGrains.Api.Orders;

/// <summary>The language codes of the contract. A language is a hint: one that nobody knows is left out and never refuses a captcha.</summary>
internal static class Languages
{
    private static readonly FrozenSet<string> Known =
        ("en ru es pt uk vi fr id ar ja tr de zh fil pl th it nl sk bg ro hu ko cs az fa bn el lt lv sv sr hr he hi nb sl da uz fi ca ka ms te et ml be kk mr ne"
        + " my bs hy mk pa").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <returns>The code in lower case, without a region; <c>rn</c>, the Russian pool of version 2, is <c>ru</c>; null where it is not known.</returns>
    public static string? Normalize(string? language)
    {
        if (language is null or { Length: > 16 }) return null;
        var code = language.ToLowerInvariant();
        var end = code.AsSpan().IndexOfAny('-', '_');
        if (end > 0) code = code[..end];
        if (code == "rn") return "ru";
        return Known.Contains(code) ? code : null;
    }
}
