using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// How a receiver knows that a callback is ours and fresh: HMAC-SHA256, keyed with the customer's secret as it is written, over the timestamp, a point and the
/// body's bytes. While a secret is being replaced there are two signatures.
/// </summary>
internal static class CallbackSignature
{
    public const string TimestampHeader = "X-CaptchaGrains-Timestamp";

    public const string SignatureHeader = "X-CaptchaGrains-Signature";

    /// <summary>Sixty-four hexadecimal digits: as many bits as the hash has.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static void Sign(HttpRequestMessage request, CallbackProfile profile, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = "v1=" + Of(profile.Secret, timestamp, body);
        if (profile.PreviousSecret is { } previous && profile.PreviousUntil > now) signature += ",v1=" + Of(previous, timestamp, body);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, signature);
    }

    private static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
