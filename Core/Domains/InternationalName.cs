using System.Globalization;
using System.Text;

namespace CaptchaGrains.Core.Domains;

/// <summary>
/// Host names in other scripts, by UTS #46 without its transitional part, as browsers read them. The platform's <see cref="IdnMapping"/> knows the mapping, but it writes
/// <c>ß</c> as <c>ss</c> and <c>ς</c> as <c>σ</c>, which is another host than the one a browser goes to.
/// </summary>
internal static class InternationalName
{
    private const char SharpS = '\u00DF';
    private const char FinalSigma = '\u03C2';

    // Two letters that the mapping leaves as they are; they stand for the two above while it runs.
    private const char ForSharpS = '\u01BF';
    private const char ForFinalSigma = '\u01AA';

    // The joiners are allowed in some contexts only, and of the capital sharp s browsers have made two different things.
    private const string Doubtful = "\u200C\u200D\u1E9E";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <returns>Lower-case letters, digits, hyphens and dots; null: no browser is certain to go anywhere with it.</returns>
    public static string? ToAscii(string name)
    {
        if (name.AsSpan().IndexOfAny(Doubtful) >= 0) return null;
        try
        {
            if (name.AsSpan().IndexOfAny(SharpS, FinalSigma) < 0) return Idn.GetAscii(name).ToLowerInvariant();
            if (name.AsSpan().IndexOfAny(ForSharpS, ForFinalSigma) >= 0) return null;
            var mapped = Idn.GetUnicode(Idn.GetAscii(name.Replace(SharpS, ForSharpS).Replace(FinalSigma, ForFinalSigma)));
            return string.Join('.', mapped.Replace(ForSharpS, SharpS).Replace(ForFinalSigma, FinalSigma).Split('.').Select(Label));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a label with the prefix is what some name in another script is written as.</summary>
    public static bool IsLabel(string label)
    {
        try
        {
            var unicode = Idn.GetUnicode(label);
            return !Ascii.IsValid(unicode) && ToAscii(unicode) == label;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Label(string label) => Ascii.IsValid(label) ? label : "xn--" + Punycode.Encode(label);
}
