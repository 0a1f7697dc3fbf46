using System.Globalization;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.ModeratorApi;

/// <summary>Pages of what waits: <c>after</c> is the <c>next</c> of the page before.</summary>
internal static class Paging
{
    private const int DefaultTake = 50;

    /// <summary>Each entry costs a few reads.</summary>
    private const int LongestTake = 100;

    /// <returns>Null: out of range.</returns>
    public static (long After, int Take)? Read(string? after, string? take)
    {
        var (from, count) = (0L, DefaultTake);
        if (!string.IsNullOrEmpty(after) && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from)) return null;
        if (!string.IsNullOrEmpty(take) && !int.TryParse(take, NumberStyles.None, CultureInfo.InvariantCulture, out count)) return null;
        return count is >= 1 and <= LongestTake ? (from, count) : null;
    }

    public static IResult Wrong() => Problem.OutOfRange.Because($"after is the next of the page before, and take is 1 to {LongestTake}.");
}
