namespace CaptchaGrains.Core.Quality;

/// <summary>
/// The beta distribution: what is believed of a share (here: of right answers) after some were counted. Own numeric code, because Core references no
/// package; relative error around 10⁻¹³ for the shapes that occur here (up to some thousand).
/// </summary>
public static class BetaDistribution
{
    // The fraction needs some √max(a, b) terms; this is enough for shapes in the millions.
    private const int MostTerms = 5_000;
    private const double Tiny = 1e-300;

    /// <summary>
    /// The regularised incomplete beta function I<sub>x</sub>(a, b): the probability of a value of at most <paramref name="x"/>. By the continued fraction
    /// of DLMF 8.17.22, evaluated after Lentz, on the side of the mean where it converges fast (8.17.4: I<sub>x</sub>(a, b) = 1 − I<sub>1−x</sub>(b, a)).
    /// </summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="x">Below 0 counts as 0, above 1 as 1.</param>
    public static double Cumulative(double a, double b, double x)
    {
        RequireShape(a, b);
        if (!(x > 0)) return double.IsNaN(x) ? throw new ArgumentOutOfRangeException(nameof(x)) : 0;
        if (x >= 1) return 1;
        return x < (a + 1) / (a + b + 2) ? LowerTail(a, b, x) : 1 - LowerTail(b, a, 1 - x);
    }

    /// <summary>The value below which a share <paramref name="p"/> of the distribution lies. Newton's steps inside a bracket that is halved otherwise.</summary>
    /// <param name="p">0 … 1.</param>
    public static double Quantile(double a, double b, double p)
    {
        RequireShape(a, b);
        if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p));
        if (p is 0 or 1) return p;
        double low = 0, high = 1;
        var x = a / (a + b);
        for (var i = 0; i < 200; i++)
        {
            var miss = Cumulative(a, b, x) - p;
            if (miss > 0) high = x;
            else low = x;
            var next = x - miss / Density(a, b, x);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-14 * x || high - low <= 1e-15 * high) return next;
            x = next;
        }
        return x;
    }

    /// <summary>The logarithm of B(a, b) = Γ(a) Γ(b) ÷ Γ(a + b).</summary>
    public static double LogBeta(double a, double b)
    {
        RequireShape(a, b);
        return LogGamma(a) + LogGamma(b) - LogGamma(a + b);
    }

    /// <summary>ln Γ(z) by Stirling's series (DLMF 5.11.1), after moving up to where its first terms suffice (5.5.1: Γ(z + 1) = z Γ(z)).</summary>
    /// <param name="z">Above 0.</param>
    public static double LogGamma(double z)
    {
        if (!(z > 0)) throw new ArgumentOutOfRangeException(nameof(z));
        var product = 1.0;
        while (z < 15) product *= z++;
        var squared = 1 / (z * z);
        var series = (1.0 / 12 - squared * (1.0 / 360 - squared * (1.0 / 1260 - squared * (1.0 / 1680 - squared * (1.0 / 1188 - squared * 691 / 360360))))) / z;
        return (z - 0.5) * Math.Log(z) - z + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(product);
    }

    private static double Density(double a, double b, double x) =>
        Math.Exp((a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x) - LogBeta(a, b));

    private static double LowerTail(double a, double b, double x)
    {
        var front = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) - LogBeta(a, b)) / a;
        double value = 1, c = 1, d = 0;
        for (var m = 0; m < MostTerms; m++)
        {
            // Terms 2m and 2m + 1 of the fraction; there is none with number 0.
            if (m > 0) Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), ref c, ref d, ref value);
            var change = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), ref c, ref d, ref value);
            if (Math.Abs(change - 1) < 1e-15) break;
        }
        return front / value;
    }

    private static double Step(double term, ref double c, ref double d, ref double value)
    {
        d = 1 + term * d;
        if (Math.Abs(d) < Tiny) d = Tiny;
        d = 1 / d;
        c = 1 + term / c;
        if (Math.Abs(c) < Tiny) c = Tiny;
        var change = c * d;
        value *= change;
        return change;
    }

    private static void RequireShape(double a, double b)
    {
        if (!(a > 0 && double.IsFinite(a))) throw new ArgumentOutOfRangeException(nameof(a), a, "A shape is above 0.");
        if (!(b > 0 && double.IsFinite(b))) throw new ArgumentOutOfRangeException(nameof(b), b, "A shape is above 0.");
    }
}
