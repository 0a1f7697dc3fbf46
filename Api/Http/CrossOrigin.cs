using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.Http;

/// <summary>Requests from pages of other origins. The key is the secret, so every origin may ask.</summary>
internal static class CrossOrigin
{
    public static void Allow(HttpResponse response) => response.Headers.AccessControlAllowOrigin = "*";

    /// <summary>Browsers ask before they post JSON.</summary>
    public static void AnswerPreflight(HttpResponse response)
    {
        Allow(response);
        response.Headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        response.Headers.AccessControlAllowHeaders = "Content-Type, Idempotency-Key";
        response.Headers.AccessControlMaxAge = "86400";
        response.ContentLength = 0;
    }
}
