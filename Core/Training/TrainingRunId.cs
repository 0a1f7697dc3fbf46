using System.Globalization;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Training;

/// <summary>One run of one worker; written <c>{worker}-{number}</c>.</summary>
public readonly record struct TrainingRunId(WorkerId Worker, int Number)
{
    public static bool TryParse(string? text, out TrainingRunId id)
    {
        id = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash <= 0) return false;
        if (!long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var worker)) return false;
        if (!int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var read = new TrainingRunId(new WorkerId(worker), number);
        if (read.ToString() != text) return false; // leading zeros, or a NUL at the end
        id = read;
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Worker.Value}-{Number}");
}
