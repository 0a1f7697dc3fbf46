namespace CaptchaGrains.Api.Docs;

/// <summary>How a receiver in another language checks a callback. The tests run each against a callback that this code has sent.</summary>
internal static class VerificationSamples
{
    /// <summary>Python 3.</summary>
    public const string Python = """
        import hashlib, hmac

        def is_ours(secret, headers, body, now):
            stamp = headers["X-CaptchaGrains-Timestamp"]
            wanted = "v1=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
            given = headers["X-CaptchaGrains-Signature"].split(",")
            return abs(now - int(stamp)) < 300 and any(hmac.compare_digest(wanted, g) for g in given)
        """;

    /// <summary>Node.js, which writes the names of headers in small letters.</summary>
    public const string JavaScript = """
        const crypto = require('node:crypto');

        function isOurs(secret, headers, body, now) {
          const stamp = headers['x-captchagrains-timestamp'];
          const mac = crypto.createHmac('sha256', secret).update(stamp + '.').update(body).digest('hex');
          const wanted = Buffer.from('v1=' + mac);
          return Math.abs(now - Number(stamp)) < 300 && headers['x-captchagrains-signature'].split(',')
            .some(g => g.length === wanted.length && crypto.timingSafeEqual(wanted, Buffer.from(g)));
        }
        """;
}
