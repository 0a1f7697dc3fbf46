using System.Globalization;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Reports;

/// <summary>Takes kept answers apart. They were checked when they were given, so anything else in them is a mistake in this program.</summary>
internal static class AnswerParts
{
    /// <returns>Empty: no square matches.</returns>
    public static HashSet<int> Squares(string answer) => answer == AnswerForm.NoSquare ? [] : [.. answer.Split(',').Select(Number)];

    public static IReadOnlyList<(int X, int Y)> Points(string answer) =>
        [.. answer.Split(';').Select(point => point.Split(',')).Select(p => (Number(p[0]), Number(p[1])))];

    public static IReadOnlyList<int> Angles(string answer) => [.. answer.Split('|').Select(Number)];

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
