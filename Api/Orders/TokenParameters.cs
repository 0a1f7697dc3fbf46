namespace CaptchaGrains.Api.Orders;

/// <summary>Parameters of the kinds that end in a token.</summary>
internal static class TokenParameters
{
    public static readonly Parameter GoogleKey = new(new("googlekey", "sitekey"), new("websiteKey"), "text", "20 … 100 letters, digits, - and _", "", "The site's key.") { IsRequired = true };

    public static readonly Parameter Version = new(new("version"), null, "text", "v2, v3", "v2", "Which reCAPTCHA.");

    public static readonly Parameter Invisible = new(new("invisible"), new("isInvisible"), "flag", "", "0", "It has no box to tick.");

    public static readonly Parameter Enterprise = new(new("enterprise"), new("isEnterprise"), "flag", "", "0", "The Enterprise edition.");

    public static readonly Parameter DataS = new(new("data-s", "datas", "data_s"), new("recaptchaDataSValue"), "text", "", "", "The one-time value that some sites add.");

    public static readonly Parameter EnterprisePayload = new(null, new("enterprisePayload"), "object", "", "", "What the site passes beside the key, such as s.");

    public static readonly Parameter ApiDomain = new(new("domain"), new("apiDomain"), "text", "google.com, recaptcha.net", "google.com", "Where the widget is loaded from.");

    public static readonly Parameter Cookies = new(new("cookies"), new("cookies"), "text", "K:V;K2:V2; or K=V; K2=V2", "", "Cookies to open the page with.");

    public static readonly Parameter JsonCookies = new(new("json_cookies"), null, "array", "objects with name, value, domain, secure", "", "The same as objects.");

    public static readonly Parameter UserAgent = new(new("userAgent", "useragent"), new("userAgent"), "text", "", "", "The browser to appear as.");

    public static readonly Parameter Action = new(new("action"), new("pageAction"), "text", "at most 100 characters", "verify", "The action that the page names.");

    public static readonly Parameter MinScore = new(new("min_score", "score", "minScore"), new("minScore"), "decimal", "0.1 … 0.9", "0.4", "The score that is wanted.");

    public static readonly Parameter PublicKey = new(new("publickey"), new("websitePublicKey"), "text", "at most 200 characters", "", "The site's key.") { IsRequired = true };

    public static readonly Parameter ServiceUrl = new(new("surl"), new("funcaptchaApiJSSubdomain"), "text", "", "", "The host that serves the captcha.");

    public static readonly Parameter Blob = new(new("data"), new("data"), "text or object", "", "", "data[key]=value in version 1, an object as text in version 2.");

    public static readonly Parameter UserId = new(new("s_s_c_user_id"), new("s_s_c_user_id"), "text or number", "", "", "From the page.") { IsRequired = true };

    public static readonly Parameter SessionId = new(new("s_s_c_session_id"), new("s_s_c_session_id"), "text", "", "", "From the page.") { IsRequired = true };

    public static readonly Parameter ServerSign = new(new("s_s_c_web_server_sign"), new("s_s_c_web_server_sign"), "text", "", "", "From the page.") { IsRequired = true };

    public static readonly Parameter ServerSign2 = new(new("s_s_c_web_server_sign2"), new("s_s_c_web_server_sign2"), "text", "", "", "From the page.") { IsRequired = true };
}
