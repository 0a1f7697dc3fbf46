using System.Text;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <param name="Code">Of version 1, or <c>errorCode</c> of version 2.</param>
internal sealed record Refusal(string Name, string Code, Func<HttpRequestMessage> Request);

/// <summary>Requests that have to be refused, and how.</summary>
internal static class Refusals
{
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";

    public static IEnumerable<Refusal> All(Uri api, string key, byte[] image)
    {
        var good = Convert.ToBase64String(image);
        (string, string, string, (string, string)[])[] version1 =
        [
            ("a key of another length", "ERROR_WRONG_USER_KEY", "in.php", [("key", "short"), ("method", "base64"), ("body", good)]),
            ("an image without bytes", "ERROR_ZERO_CAPTCHA_FILESIZE", "in.php", [("key", key), ("method", "base64"), ("body", Convert.ToBase64String(new byte[50]))]),
            ("an image that is none", "ERROR_IMAGE_TYPE_NOT_SUPPORTED", "in.php", [("key", key), ("method", "base64"), ("body", Convert.ToBase64String(new byte[500]))]),
            ("broken base64", "ERROR_UPLOAD", "in.php", [("key", key), ("method", "base64"), ("body", "%%%=")]),
            ("no image", "ERROR_UPLOAD", "in.php", [("key", key), ("method", "base64")]),
            ("a grid without instruction", "ERROR_BAD_PARAMETERS", "in.php", [("key", key), ("method", "base64"), ("recaptcha", "1"), ("body", good)]),
            ("a canvas", "ERROR_BAD_PARAMETERS", "in.php",
                [("key", key), ("method", "base64"), ("recaptcha", "1"), ("canvas", "1"), ("textinstructions", "draw"), ("body", good)]),
            ("a number out of range", "ERROR_BAD_PARAMETERS", "in.php", [("key", key), ("method", "base64"), ("numeric", "9"), ("body", good)]),
            ("more matches than attempts", "ERROR_BAD_PARAMETERS", "in.php", [("key", key), ("textcaptcha", "2 + 5"), ("min_matches", "3"), ("max_attempts", "2")]),
            ("a token by several workers", "ERROR_BAD_PARAMETERS", "in.php",
                [("key", key), ("method", "userrecaptcha"), ("googlekey", SiteKey), ("pageurl", "https://demo.test/"), ("min_matches", "2")]),
            ("no page", "ERROR_PAGEURL", "in.php", [("key", key), ("method", "userrecaptcha"), ("googlekey", SiteKey)]),
            ("no site key", "ERROR_WRONG_GOOGLEKEY", "in.php", [("key", key), ("method", "userrecaptcha"), ("pageurl", "https://demo.test/")]),
            ("an empty site key", "ERROR_GOOGLEKEY", "in.php", [("key", key), ("method", "userrecaptcha"), ("googlekey", ""), ("pageurl", "https://demo.test/")]),
            ("a domain that nobody authorised", "ERROR_DOMAIN_NOT_AUTHORIZED", "in.php",
                [("key", key), ("method", "userrecaptcha"), ("googlekey", SiteKey), ("pageurl", "https://example.org/")]),
            ("no action", "ERROR_EMPTY_ACTION", "res.php", [("key", key), ("id", "1")]),
            ("an id that is none", "ERROR_WRONG_ID_FORMAT", "res.php", [("key", key), ("action", "get"), ("id", "abc")]),
            ("an id that nobody has", "ERROR_WRONG_CAPTCHA_ID", "res.php", [("key", key), ("action", "get"), ("id", "999999999999")]),
            ("a report without captcha", "ERROR_WRONG_CAPTCHA_ID", "res.php", [("key", key), ("action", "reportbad"), ("id", "999999999999")]),
        ];
        foreach (var (name, code, path, fields) in version1)
        {
            yield return new($"{name} · plain", code, () => Form(api, path, fields));
            yield return new($"{name} · json=1", code, () => Form(api, path, [.. fields, ("json", "1")]));
        }
        (string, string, string, JsonObject)[] version2 =
        [
            ("an unknown call", "ERROR_NO_SUCH_METHOD", "makeCoffee", new() { ["clientKey"] = key }),
            ("no task", "ERROR_TASK_ABSENT", "createTask", new() { ["clientKey"] = key }),
            ("an unknown task", "ERROR_TASK_NOT_SUPPORTED", "createTask", new() { ["clientKey"] = key, ["task"] = new JsonObject { ["type"] = "TeaTask" } }),
            ("a task with a proxy", "ERROR_TASK_NOT_SUPPORTED", "createTask", new()
            {
                ["clientKey"] = key,
                ["task"] = new JsonObject { ["type"] = "RecaptchaV2Task", ["websiteURL"] = "https://demo.test/", ["websiteKey"] = SiteKey, ["proxyType"] = "http" },
            }),
            ("a task that nobody has", "ERROR_NO_SUCH_CAPCHA_ID", "getTaskResult", new() { ["clientKey"] = key, ["taskId"] = 999_999_999_999 }),
        ];
        foreach (var (name, code, call, body) in version2) yield return new($"{name} · v2", code, () => Json(api, call, body));
    }

    private static HttpRequestMessage Form(Uri api, string path, IEnumerable<(string Name, string Value)> fields) =>
        new(HttpMethod.Post, new Uri(api, path)) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };

    private static HttpRequestMessage Json(Uri api, string call, JsonObject body) =>
        new(HttpMethod.Post, new Uri(api, call)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
