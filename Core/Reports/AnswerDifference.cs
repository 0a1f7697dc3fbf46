using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Reports;

/// <summary>One piece of an answer beside another answer.</summary>
/// <param name="Text">Characters in a row, the number of a square, a point, an angle.</param>
/// <param name="IsDifferent">The other answer has nothing that is the same.</param>
public sealed record AnswerPiece(string Text, bool IsDifferent);

/// <summary>Two answers to one captcha, taken apart for somebody who has to compare them. What <see cref="AnswerComparison"/> takes for the same is the same here.</summary>
public sealed record AnswerDifference(ImmutableArray<AnswerPiece> First, ImmutableArray<AnswerPiece> Second)
{
    /// <summary>
    /// Text: what is not in the longest common subsequence. Squares: those that only one has. Points: those that no point of the other answer is near to. Angles: those more than one
    /// step apart. Tokens: all of them or nothing.
    /// </summary>
    /// <param name="first">As answers are kept (<see cref="AnswerForm"/>).</param>
    /// <param name="second">As answers are kept.</param>
    public static AnswerDifference Of(CaptchaRequest request, string first, string second, ComparisonOptions options) => request.Kind switch
    {
        Kind.ImageText or Kind.Text or Kind.Audio => OfTexts(request, first, second),
        Kind.Grid => OfSquares(first, second),
        Kind.Coordinates => OfPoints(request, first, second, options),
        Kind.Rotate => OfAngles(request, first, second),
        _ => new([new(first, first != second)], [new(second, first != second)]),
    };

    private static AnswerDifference OfTexts(CaptchaRequest request, string first, string second)
    {
        Rune[] a = [.. first.EnumerateRunes()], b = [.. second.EnumerateRunes()];
        // common[i, j]: of the rests from i and from j. Answers are short (AnswerForm.LongestText), so the whole table is small.
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = IsSame(a[i], b[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        bool[] inFirst = new bool[a.Length], inSecond = new bool[b.Length];
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (IsSame(a[i], b[j])) (inFirst[i++], inSecond[j++]) = (true, true);
            else if (common[i + 1, j] >= common[i, j + 1]) i++;
            else j++;
        }
        return new(Joined(a, inFirst), Joined(b, inSecond));

        bool IsSame(Rune x, Rune y) => request.CaseSensitive ? x == y : Rune.ToLowerInvariant(x) == Rune.ToLowerInvariant(y);
    }

    private static AnswerDifference OfSquares(string first, string second)
    {
        var (a, b) = (AnswerParts.Squares(first), AnswerParts.Squares(second));
        return new(Pieces(a, b), Pieces(b, a));

        static ImmutableArray<AnswerPiece> Pieces(HashSet<int> own, HashSet<int> other) =>
            own.Count == 0 ? [new(AnswerForm.NoSquare, other.Count > 0)] : [.. own.Order().Select(n => new AnswerPiece(Number(n), !other.Contains(n)))];
    }

    private static AnswerDifference OfPoints(CaptchaRequest request, string first, string second, ComparisonOptions options)
    {
        var (a, b) = (AnswerParts.Points(first), AnswerParts.Points(second));
        var matches = AnswerComparison.Matches(request, a, b, options);
        return new(
            [.. a.Select((p, i) => new AnswerPiece(Point(p), matches.All(m => m.First != i)))],
            [.. b.Select((p, i) => new AnswerPiece(Point(p), matches.All(m => m.Second != i)))]);
    }

    private static AnswerDifference OfAngles(CaptchaRequest request, string first, string second)
    {
        var (a, b) = (AnswerParts.Angles(first), AnswerParts.Angles(second));
        var step = request.Rotation?.Step ?? Rotation.DefaultStep;
        return new(Pieces(a, b), Pieces(b, a));

        ImmutableArray<AnswerPiece> Pieces(IReadOnlyList<int> own, IReadOnlyList<int> other) =>
            [.. own.Select((angle, i) => new AnswerPiece(Number(angle) + "°", i >= other.Count || AnswerComparison.Turn(angle, other[i]) > step))];
    }

    private static ImmutableArray<AnswerPiece> Joined(Rune[] runes, bool[] isCommon)
    {
        var pieces = ImmutableArray.CreateBuilder<AnswerPiece>();
        for (var at = 0; at < runes.Length;)
        {
            var text = new StringBuilder();
            var common = isCommon[at];
            for (; at < runes.Length && isCommon[at] == common; at++) text.Append(runes[at].ToString());
            pieces.Add(new AnswerPiece(text.ToString(), !common));
        }
        return pieces.ToImmutable();
    }

    private static string Point((int X, int Y) point) => $"{Number(point.X)},{Number(point.Y)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
