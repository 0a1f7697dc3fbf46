using System.Globalization;

namespace CaptchaGrains.Portal.Training;

/// <summary>Points that are drawn over an image.</summary>
/// <param name="Width">Of the image, in pixels.</param>
/// <param name="Height">Of the image, in pixels.</param>
public sealed record PointMarks(int Width, int Height, IReadOnlyList<(int X, int Y)> Points)
{
    /// <summary>What cannot be read as a point is left out: what was typed stays in its box.</summary>
    /// <param name="text">As answers are kept: <c>31,59;70,12</c>.</param>
    public static PointMarks Read(int width, int height, string? text)
    {
        var points = new List<(int, int)>();
        foreach (var point in (text ?? "").Split(';', 101, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (point.Split(',', StringSplitOptions.TrimEntries) is [var x, var y] && int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var left)
                && int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var top)) points.Add((left, top));
        }
        return new PointMarks(width, height, points);
    }
}
