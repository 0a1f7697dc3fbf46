namespace CaptchaGrains.Api.Limits;

/// <summary>
/// Whether a captcha was asked for a moment ago. A table of fixed size: two captchas that share a place look like one, which counts a few questions too many
/// among thousands a second, far within what is allowed.
/// </summary>
internal sealed class PollSpacing(TimeSpan spacing)
{
    /// <summary>Two megabytes. With ten thousand questions a second about a tenth of the places are taken within the spacing.</summary>
    private const int Places = 1 << 19;

    private readonly int[] _askedAt = new int[Places];
    private readonly int _spacing = (int)spacing.TotalMilliseconds;

    /// <param name="now">Milliseconds.</param>
    public bool IsEarly(long captcha, long now)
    {
        var place = (uint)((ulong)captcha * 0x9E3779B97F4A7C15 >> 45);
        // Zero says "never"; the numbers wrap after weeks, which their difference bears.
        var time = unchecked((int)now) | 1;
        var before = Interlocked.Exchange(ref _askedAt[place], time);
        return before != 0 && unchecked(time - before) is >= 0 and var passed && passed < _spacing;
    }
}
