using System.Text;

namespace CaptchaGrains.Core.Domains;

/// <summary>RFC 3492: writes a label in other scripts with letters, digits and hyphens.</summary>
internal static class Punycode
{
    // The names and values of section 5.
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 128;

    /// <param name="label">Well-formed and short, as labels are: no sum can overflow.</param>
    public static string Encode(string label)
    {
        var points = label.EnumerateRunes().Select(r => r.Value).ToArray();
        var output = new StringBuilder();
        foreach (var point in points.Where(p => p < InitialN)) output.Append((char)point);
        var basic = output.Length;
        if (basic > 0) output.Append('-');
        var (n, delta, bias) = (InitialN, 0, InitialBias);
        for (var handled = basic; handled < points.Length;)
        {
            var next = points.Where(p => p >= n).Min();
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var point in points)
            {
                if (point < n) delta++;
                if (point != n) continue;
                AppendNumber(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (number < threshold) break;
            output.Append(Digit(threshold + (number - threshold) % (Base - threshold)));
            number = (number - threshold) / (Base - threshold);
        }
        output.Append(Digit(number));
    }

    private static int Adapt(int delta, int points, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + (Base - TMin + 1) * delta / (delta + Skew);
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);
}
