using System.Globalization;

namespace CaptchaGrains.Core.Captchas.Answers;

/// <summary>Lists of whole numbers, as workers' programs write them: white space around a number does no harm.</summary>
internal static class WholeNumbers
{
    /// <returns>At most one number more than <paramref name="most"/>, by which the caller sees that they are too many; null where a part is no whole number.</returns>
    public static int[]? Read(string list, char separator, int most)
    {
        // What follows after one part too many need not be taken apart.
        var bound = Math.Max(most, 1) + 1;
        var parts = list.Split(separator, bound + 1);
        if (parts.Length > bound) parts = parts[..bound];
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!TryRead(parts[i], out numbers[i])) return null;
        return numbers;
    }

    private static bool TryRead(string text, out int number) => int.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);
}
