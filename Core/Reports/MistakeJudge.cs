using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Reports;

/// <summary>How an answer looks beside one that is known to be right. Stored as a small integer: never renumber.</summary>
public enum MistakeVerdict : short
{
    RightAfterAll = 1,

    /// <summary>Characters that look alike, or little that is different: somebody tried.</summary>
    TypicalMistake = 2,

    DiffersTooMuch = 3,
}

/// <summary>Tells an honest mistake from an answer that has nothing to do with the captcha.</summary>
public static class MistakeJudge
{
    /// <param name="given">The worker's answer.</param>
    /// <param name="right">The answer that is taken for right, a moderator's or a trusted worker's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A token kind.</exception>
    public static MistakeVerdict Judge(CaptchaRequest request, string given, string right, ComparisonOptions comparison, MistakeOptions options)
    {
        if (AnswerComparison.Same(request, given, right, comparison)) return MistakeVerdict.RightAfterAll;
        return LooksAlike(request, given, right, options) || Distance(request, given, right, comparison) <= options.TypicalDistance
            ? MistakeVerdict.TypicalMistake
            : MistakeVerdict.DiffersTooMuch;
    }

    /// <summary>
    /// What is different as a share of the whole, 0 … 1. Text: the edit distance (Levenshtein 1965) over the longer length. Squares: those that only one of the
    /// two has, over those that any has. Points: those that the other one has not, over the larger number. Angles: those that are not within one step.
    /// </summary>
    public static double Distance(CaptchaRequest request, string given, string right, ComparisonOptions comparison) => request.Kind switch
    {
        Kind.Grid => OfSquares(AnswerParts.Squares(given), AnswerParts.Squares(right)),
        Kind.Coordinates => OfPoints(request, AnswerParts.Points(given), AnswerParts.Points(right), comparison),
        Kind.Rotate => OfAngles(request, AnswerParts.Angles(given), AnswerParts.Angles(right)),
        _ => OfTexts(AnswerComparison.Normal(request, given), AnswerComparison.Normal(request, right)),
    };

    private static bool LooksAlike(CaptchaRequest request, string given, string right, MistakeOptions options) => request.Kind switch
    {
        Kind.ImageText or Kind.Text or Kind.Audio => Confusables.Fold(given) == Confusables.Fold(right),
        Kind.Rotate => AnswerComparison.SameAngles(request, given, right, options.TypicalSteps),
        _ => false,
    };

    private static double OfTexts(string given, string right) => Share(EditDistance(given, right), Math.Max(given.Length, right.Length));

    private static double OfSquares(HashSet<int> given, HashSet<int> right)
    {
        var both = given.Count(right.Contains);
        var any = given.Count + right.Count - both;
        return Share(any - both, any);
    }

    private static double OfPoints(CaptchaRequest request, IReadOnlyList<(int X, int Y)> given, IReadOnlyList<(int X, int Y)> right, ComparisonOptions comparison)
    {
        var most = Math.Max(given.Count, right.Count);
        return Share(most - AnswerComparison.MatchedPoints(request, given, right, comparison), most);
    }

    private static double OfAngles(CaptchaRequest request, IReadOnlyList<int> given, IReadOnlyList<int> right)
    {
        var step = request.Rotation?.Step ?? Rotation.DefaultStep;
        var most = Math.Max(given.Count, right.Count);
        return Share(most - given.Zip(right).Count(p => AnswerComparison.Turn(p.First, p.Second) <= step), most);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>Insertions, deletions and replacements of one character; two rows of the table are enough.</summary>
    private static int EditDistance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) before[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(before[j], row[j - 1]) + 1);
            }
            (before, row) = (row, before);
        }
        return before[b.Length];
    }
}
