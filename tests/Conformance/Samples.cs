using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <summary>What the suite submits. Workers answer every captcha of a kind alike.</summary>
public static class Samples
{
    private const string PageUrl = "https://www.demo.test/login?a=1&b=2";
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";
    private const string PublicKey = "B7D8911C-5CC8-A9A3-35B0-554ACEE604DA";
    private const string Token = "03AFcWeA5zJ7DkI_n-9hGm4cUQk2sLxT0vB8yRwE1pOaXfK6";
    private const string FunToken = "3084f4a302b176cd7.96368058|r=ap-southeast-1|metabgclr=transparent|pk=B7D8911C";

    private static readonly Sample[] Known = All(Media.Picture(), Media.Sound());

    /// <summary>What a worker answers to a captcha of each kind, by the kind's name, as the worker API has it.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Answers { get; } = Known.DistinctBy(s => s.Kind).ToDictionary(s => s.Kind, s => s.Answer);

    /// <summary>That answer as version 1 of the customer API gives it in JSON.</summary>
    public static JsonNode AnswerInJson(string kind) => Known.First(s => s.Kind == kind) is var known && known.Json is { } json ? json : known.Plain;

    /// <param name="image">A JPEG or PNG of 300 × 300 pixels.</param>
    /// <param name="sound">An MP3.</param>
    internal static Sample[] All(byte[] image, byte[] sound) =>
    [
        new("ImageText")
        {
            NeedsMethod = false,
            File = image,
            Task = Of("ImageToTextTask"),
            Answer = "2763",
            Plain = "2763",
            Solution = new() { ["text"] = "2763" },
        },
        new("Text")
        {
            NeedsMethod = false,
            Method = "post",
            Fields = Fields(("textcaptcha", "Zwei und fünf ist? 2 + 5"), ("lang", "de")),
            Task = Of("TextCaptchaTask", ("comment", "Zwei und fünf ist? 2 + 5")),
            Answer = "7",
            Plain = "7",
            Solution = new() { ["text"] = "7" },
        },
        new("Text")
        {
            Variant = "by several workers",
            Method = "post",
            Fields = Fields(("textcaptcha", "2 + 5"), ("min_attempts", "2"), ("max_attempts", "4"), ("min_matches", "2")),
            Task = Of("TextCaptchaTask", ("comment", "2 + 5"), ("minAttempts", 2), ("maxAttempts", 4), ("minMatches", 2)),
            Answer = "7",
            Plain = "7",
            Solution = new() { ["text"] = "7" },
        },
        Grid("", Fields(("recaptcha", "1"), ("recaptcharows", "3"), ("recaptchacols", "3"), ("textinstructions", "cars")), image),
        Grid("without recaptcha=1", Fields(("recaptcharows", "3"), ("recaptchacols", "3"), ("textinstructions", "cars")), image),
        Grid("by its size", Fields(("recaptcha", "1"), ("textinstructions", "cars")), image),
        new("Coordinates")
        {
            NeedsMethod = false,
            File = image,
            Fields = Fields(("coordinatescaptcha", "1"), ("textinstructions", "click the cars")),
            Task = Of("CoordinatesTask", ("comment", "click the cars")),
            Answer = new JsonArray(new JsonObject { ["x"] = 31, ["y"] = 59 }, new JsonObject { ["x"] = 252, ["y"] = 72 }),
            Plain = "coordinates:x=31,y=59;x=252,y=72",
            Json = new JsonArray(new JsonObject { ["x"] = "31", ["y"] = "59" }, new JsonObject { ["x"] = "252", ["y"] = "72" }),
            Solution = new()
            {
                ["coordinates"] = new JsonArray(new JsonObject { ["x"] = 31, ["y"] = 59 }, new JsonObject { ["x"] = 252, ["y"] = 72 }),
            },
        },
        Rotate("", "40", image),
        Rotate("by a decimal", "40.0", image),
        new("Audio")
        {
            Method = "audio",
            File = sound,
            FileName = "sound.mp3",
            TakesParts = false,
            Fields = Fields(("lang", "en")),
            Task = Of("AudioTask", ("lang", "en")),
            Answer = "forty two",
            Plain = "forty two",
            Solution = new() { ["text"] = "forty two" },
        },
        V2("", Fields(), Of("RecaptchaV2TaskProxyless")),
        V2("invisible", Fields(("invisible", "1")), Of("RecaptchaV2TaskProxyless", ("isInvisible", true))),
        V2("enterprise", Fields(("enterprise", "1"), ("data-s", "abc")), Of("RecaptchaV2EnterpriseTaskProxyless", ("enterprisePayload", new JsonObject { ["s"] = "abc" }))),
        V3("", Fields(("min_score", "0.300000"), ("action", "verify")), Of("RecaptchaV3TaskProxyless", ("minScore", 0.3), ("pageAction", "verify"))),
        V3("enterprise", Fields(("enterprise", "1")), Of("RecaptchaV3TaskProxyless", ("minScore", 0.3), ("isEnterprise", true))),
        new("FunCaptcha")
        {
            Method = "funcaptcha",
            Fields = Fields(("publickey", PublicKey), ("pageurl", PageUrl), ("data[blob]", "x+y/z=")),
            Task = Of("FunCaptchaTaskProxyless", ("websiteURL", PageUrl), ("websitePublicKey", PublicKey), ("data", "{\"blob\":\"x+y/z=\"}")),
            Answer = FunToken,
            Plain = FunToken,
            Solution = new() { ["token"] = FunToken },
        },
        new("KeyCaptcha")
        {
            Method = "keycaptcha",
            Fields = Fields(
                ("s_s_c_user_id", "184015"), ("s_s_c_session_id", "d55b3e42"), ("s_s_c_web_server_sign", "964d84e5"), ("s_s_c_web_server_sign2", "ca50c6fd"),
                ("pageurl", PageUrl)),
            Task = Of("KeyCaptchaTaskProxyless", ("websiteURL", PageUrl), ("s_s_c_user_id", 184015), ("s_s_c_session_id", "d55b3e42"),
                ("s_s_c_web_server_sign", "964d84e5"), ("s_s_c_web_server_sign2", "ca50c6fd")),
            Answer = Token,
            Plain = Token,
            Solution = new() { ["token"] = Token },
        },
    ];

    private static Sample Grid(string variant, Dictionary<string, string> fields, byte[] image) => new("Grid")
    {
        Variant = variant,
        NeedsMethod = false,
        File = image,
        Fields = fields,
        Task = fields.ContainsKey("recaptcharows") ? Of("GridTask", ("comment", "cars"), ("rows", 3), ("columns", 3)) : Of("GridTask", ("comment", "cars")),
        Answer = new JsonArray(9, 1, 5),
        Plain = "click:1/5/9",
        Solution = new() { ["click"] = new JsonArray(1, 5, 9) },
    };

    private static Sample Rotate(string variant, string angle, byte[] image) => new("Rotate")
    {
        Variant = variant,
        Method = "rotatecaptcha",
        File = image,
        Fields = Fields(("angle", angle)),
        Task = Of("RotateTask", ("angle", 40)),
        Answer = -120,
        Plain = "-120",
        Solution = new() { ["rotate"] = -120 },
    };

    private static Sample V2(string variant, Dictionary<string, string> more, JsonObject task) => Recaptcha("RecaptchaV2", variant, more, task);

    private static Sample V3(string variant, Dictionary<string, string> more, JsonObject task) =>
        Recaptcha("RecaptchaV3", variant, new Dictionary<string, string>(more) { ["version"] = "v3" }, task);

    private static Sample Recaptcha(string kind, string variant, Dictionary<string, string> more, JsonObject task)
    {
        task["websiteURL"] = PageUrl;
        task["websiteKey"] = SiteKey;
        return new(kind)
        {
            Variant = variant,
            Method = "userrecaptcha",
            Fields = new Dictionary<string, string>(more) { ["googlekey"] = SiteKey, ["pageurl"] = PageUrl },
            Task = task,
            Answer = Token,
            Plain = Token,
            Solution = new() { ["gRecaptchaResponse"] = Token, ["token"] = Token },
        };
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);

    private static JsonObject Of(string type, params (string Name, JsonNode Value)[] fields)
    {
        var task = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields) task[name] = value;
        return task;
    }
}
