using System.Text;

namespace CaptchaGrains.Core.Captchas.Answers;

/// <summary>Clicks on an image, in pixels from its left upper corner.</summary>
internal static class PointsAnswer
{
    /// <summary>Where the size is not known: no JPEG and no GIF can be larger.</summary>
    private const int LargestSide = 65_535;

    public static (string? Answer, AnswerFlaw? Flaw) Check(CaptchaRequest request, string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw)) return (null, AnswerFlaw.Empty);
        var most = request.Clicks is { Most: > 0 } bound ? Math.Min(bound.Most, AnswerForm.MostPoints) : AnswerForm.MostPoints;
        var points = raw.Split(';', most + 1);
        if (points.Length > most) return (null, AnswerFlaw.TooMany);
        if (points.Length < (request.Clicks?.Least ?? 1)) return (null, AnswerFlaw.TooFew);
        var (width, height) = (SideOf(request.ImageWidth), SideOf(request.ImageHeight));
        var answer = new StringBuilder();
        foreach (var point in points)
        {
            if (WholeNumbers.Read(point, ',', 2) is not [var x, var y]) return (null, AnswerFlaw.NotNumbers);
            if (x < 0 || x >= width || y < 0 || y >= height) return (null, AnswerFlaw.OutOfRange);
            if (answer.Length > 0) answer.Append(';');
            answer.Append(x).Append(',').Append(y);
        }
        return (answer.ToString(), null);
    }

    private static int SideOf(int pixels) => pixels > 0 ? pixels : LargestSide;
}
