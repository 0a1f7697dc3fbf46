namespace CaptchaGrains.Api.Requests;

/// <summary>How long a customer wants to wait for an answer instead of asking again.</summary>
internal static class Waiting
{
    /// <summary>Seconds; below the half minute after which proxies on the way give up.</summary>
    public const int Longest = 25;

    /// <returns>False when it is not a whole number of seconds from 0 to <see cref="Longest"/>.</returns>
    public static bool TryRead(Fields fields, out TimeSpan wait)
    {
        var read = fields.TryNumber(ParameterNames.Wait, 0, Longest, out var seconds);
        wait = TimeSpan.FromSeconds(read ? seconds : 0);
        return read;
    }
}
