namespace CaptchaGrains.Core.Dispatch;

/// <summary>How long a worker who waits will probably have to wait, told from what came in lately.</summary>
public static class WaitForecast
{
    /// <summary>What is further away than this nobody can tell from one minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Whoever has waited longest is next, so the captchas of a kind are shared among those who wait for it, and a worker takes the first of any of his kinds:
    /// <c>60 s ÷ Σ (submitted in the last minute ÷ workers waiting)</c>. More captchas never make it longer, more workers never shorter.
    /// </summary>
    /// <param name="kinds">Those that he may and wants to do: captchas submitted in the last minute, and workers who wait, he among them or not.</param>
    /// <returns>Null: nothing came in, or so little that it would be more than <see cref="Longest"/>.</returns>
    public static TimeSpan? Expected(IEnumerable<(long SubmittedLastMinute, int Waiting)> kinds)
    {
        var perMinute = kinds.Sum(k => (double)k.SubmittedLastMinute / Math.Max(1, k.Waiting));
        if (perMinute <= 0) return null;
        var minutes = 1 / perMinute;
        return minutes > Longest.TotalMinutes ? null : TimeSpan.FromMinutes(minutes);
    }
}
