namespace CaptchaGrains.Core.Reports;

/// <summary>Says which option is out of its range.</summary>
internal static class OptionRange
{
    public static void Require<T>(T value, T least, T most, string name) where T : IComparable<T>
    {
        // The comparison of a number that is none with anything is false; it is in no range.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)) throw new ArgumentOutOfRangeException(name, value, $"{least} … {most}.");
    }
}
