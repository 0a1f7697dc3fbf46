using System.Text;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Reports;

/// <summary>Whether two people gave the same answer to one captcha. Answers are in the form in which they are kept (<see cref="AnswerForm"/>).</summary>
public static class AnswerComparison
{
    /// <summary>
    /// Text: white space normalised, case only where the customer asked for it. Squares: as sets. Points: as many, each within the tolerance of another one.
    /// Angles: each within one step, a full turn being none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A token kind: nobody can solve one again.</exception>
    public static bool Same(CaptchaRequest request, string first, string second, ComparisonOptions options) => request.Kind switch
    {
        Kind.ImageText or Kind.Text or Kind.Audio => SameText(request, first, second),
        Kind.Grid => AnswerParts.Squares(first).SetEquals(AnswerParts.Squares(second)),
        Kind.Coordinates => SamePoints(request, first, second, options),
        Kind.Rotate => SameAngles(request, first, second, steps: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Kind, "Only answers of answerable kinds can be compared."),
    };

    /// <summary>Without white space at the ends, runs of it as one space, and in small letters unless case counts.</summary>
    internal static string Normal(CaptchaRequest request, string text)
    {
        var folded = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize(NormalizationForm.FormC);
        return request.CaseSensitive ? folded : folded.ToLowerInvariant();
    }

    /// <summary>How many clicks of one answer are met by one of the other, each by another one; the most that is possible.</summary>
    internal static int MatchedPoints(CaptchaRequest request, IReadOnlyList<(int X, int Y)> first, IReadOnlyList<(int X, int Y)> second, ComparisonOptions options) =>
        Matches(request, first, second, options).Count;

    /// <summary>Which click of one answer is met by which of the other, by their places in the answers; as many as possible.</summary>
    internal static IReadOnlyList<(int First, int Second)> Matches(
        CaptchaRequest request, IReadOnlyList<(int X, int Y)> first, IReadOnlyList<(int X, int Y)> second, ComparisonOptions options)
    {
        var tolerance = Math.Max(options.PointPixels, options.PointShare * Math.Max(request.ImageWidth, request.ImageHeight));
        if (options.PointsInOrder) return [.. first.Zip(second).Index().Where(p => IsNear(p.Item.First, p.Item.Second)).Select(p => (p.Index, p.Index))];
        // Augmenting paths: the nearest neighbour first would leave out clicks that stand close together.
        var partner = new int[second.Count];
        Array.Fill(partner, -1);
        for (var i = 0; i < first.Count; i++) TryMatch(i, new bool[second.Count]);
        return [.. partner.Index().Where(p => p.Item >= 0).Select(p => (p.Item, p.Index))];

        bool TryMatch(int i, bool[] tried)
        {
            for (var j = 0; j < second.Count; j++)
            {
                if (tried[j] || !IsNear(first[i], second[j])) continue;
                tried[j] = true;
                if (partner[j] >= 0 && !TryMatch(partner[j], tried)) continue;
                partner[j] = i;
                return true;
            }
            return false;
        }

        bool IsNear((int X, int Y) a, (int X, int Y) b)
        {
            double dx = a.X - b.X, dy = a.Y - b.Y;
            return dx * dx + dy * dy <= tolerance * tolerance;
        }
    }

    /// <param name="steps">By how many steps each angle may differ.</param>
    internal static bool SameAngles(CaptchaRequest request, string first, string second, int steps)
    {
        var (a, b) = (AnswerParts.Angles(first), AnswerParts.Angles(second));
        var within = steps * (request.Rotation?.Step ?? Rotation.DefaultStep);
        return a.Count == b.Count && a.Zip(b).All(p => Turn(p.First, p.Second) <= within);
    }

    /// <summary>Degrees between two directions, 0 … 180.</summary>
    internal static int Turn(int a, int b)
    {
        var apart = Math.Abs(a - b) % 360;
        return Math.Min(apart, 360 - apart);
    }

    private static bool SameText(CaptchaRequest request, string first, string second) => Normal(request, first) == Normal(request, second);

    private static bool SamePoints(CaptchaRequest request, string first, string second, ComparisonOptions options)
    {
        var (a, b) = (AnswerParts.Points(first), AnswerParts.Points(second));
        return a.Count == b.Count && MatchedPoints(request, a, b, options) == a.Count;
    }
}
