namespace CaptchaGrains.Api.Orders;

/// <summary>Parameters that orders of every kind may have.</summary>
internal static class CommonParameters
{
    public static readonly Parameter PageUrl = new(new("pageurl"), new("websiteURL"), "address", "http or https, at most 2048 characters", "",
        "The page on which the captcha stands; its domain's policy applies.");

    public static readonly Parameter SoftwareId = new(new("soft_id"), new("softId", "soft_id"), "number", "0 … 2147483647", "0", "The registered software that sends it.");

    public static readonly Parameter CallbackUrl = new(new("pingback"), new("callbackUrl"), "address", "at most 2048 characters", "",
        "Where the answer is sent; its host is registered first.");

    public static readonly Parameter Proxy = new(new("proxy"), null, "text", "", "", "Not served.");

    public static readonly Parameter[] All = [PageUrl, SoftwareId, CallbackUrl];
}
