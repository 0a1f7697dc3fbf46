using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Portal.Moderators;

/// <summary>A captcha's image with both answers drawn over it, in pixels of the image.</summary>
public sealed record CasePicture(int Width, int Height, ImmutableArray<CaseSquare> Squares, ImmutableArray<CasePoint> Points)
{
    /// <summary>Where a size is not known, or nothing is drawn over it, the image stands alone.</summary>
    public bool IsDrawn => Width > 0 && Height > 0 && !(Squares.IsEmpty && Points.IsEmpty);

    /// <summary>Of a mark, in pixels: it has to be seen in a large image, and must not cover a small one.</summary>
    public int Mark => Math.Clamp(Math.Min(Width, Height) / 22, 5, 24);

    public static CasePicture Of(CaptchaRequest request, string first, string? second, AnswerDifference? difference) => new(
        request.ImageWidth, request.ImageHeight,
        request is { Kind: Kind.Grid, Grid: { } grid } ? SquaresOf(request, grid, first, second) : [],
        request.Kind == Kind.Coordinates ? [.. PointsOf(1, first, difference?.First), .. PointsOf(2, second, difference?.Second)] : []);

    private static ImmutableArray<CaseSquare> SquaresOf(CaptchaRequest request, GridShape grid, string first, string? second)
    {
        var (a, b) = (Numbers(first), Numbers(second));
        var squares = ImmutableArray.CreateBuilder<CaseSquare>(grid.Squares);
        for (var n = 1; n <= grid.Squares; n++)
        {
            var (row, column) = ((n - 1) / grid.Columns, (n - 1) % grid.Columns);
            // The edges are those of whole pixels, so that no line of the image is left out.
            var (left, right) = (request.ImageWidth * column / grid.Columns, request.ImageWidth * (column + 1) / grid.Columns);
            var (top, bottom) = (request.ImageHeight * row / grid.Rows, request.ImageHeight * (row + 1) / grid.Rows);
            squares.Add(new CaseSquare(n, left, top, right - left, bottom - top, a.Contains(n), b.Contains(n)));
        }
        return squares.ToImmutable();
    }

    private static IEnumerable<CasePoint> PointsOf(int answer, string? text, ImmutableArray<AnswerPiece>? pieces) =>
        Training.PointMarks.Read(0, 0, text).Points.Select((p, i) => new CasePoint(answer, i + 1, p.X, p.Y, pieces is { } known && i < known.Length && known[i].IsDifferent));

    private static HashSet<int> Numbers(string? text) =>
        [.. (text ?? "").Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}

/// <param name="InFirst">The worker whose answer is disputed took it.</param>
/// <param name="InSecond">The second worker took it.</param>
public sealed record CaseSquare(int Number, int X, int Y, int Width, int Height, bool InFirst, bool InSecond)
{
    /// <summary>Only one of them took it.</summary>
    public bool IsDifferent => InFirst != InSecond;
}

/// <param name="Answer">1: the disputed one; 2: the second one.</param>
/// <param name="Number">In the order of the clicks, from 1.</param>
public sealed record CasePoint(int Answer, int Number, int X, int Y, bool IsDifferent);
