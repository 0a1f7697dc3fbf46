using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <summary>One way in which real programs send a captcha.</summary>
/// <param name="Request">Null: the sample does not travel in this way.</param>
internal sealed record Habit(string Name, Func<Sample, string, Uri, HttpRequestMessage?> Request)
{
    public bool IsVersion2 => Name.StartsWith("v2", StringComparison.Ordinal);
}

/// <summary>How the public clients write their requests, each habit with everything that is odd about it.</summary>
internal static class Habits
{
    public static readonly Habit[] All =
    [
        new("urlencoded", (s, key, api) => Post(api, new FormUrlEncodedContent(Base64(s, key)))),
        new("urlencoded, json=0", (s, key, api) => Post(api, new FormUrlEncodedContent(Base64(s, key).Append(new("json", "0"))))),
        new("multipart file", (s, key, api) => HasPart(s) ? Post(api, Parts(s, key, plainNames: true)) : null),
        new("multipart, quoted boundary and json=0", (s, key, api) => s.File is null || HasPart(s) ? Post(api, Parts(s, key, plainNames: false)) : null),
        new("multipart base64, folded", (s, key, api) => s.File is null ? null : Post(api, Folded(s, key))),
        new("multipart file beside an empty body", (s, key, api) => HasPart(s) ? Post(api, BesideEmptyBody(s, key)) : null),
        new("JSON", (s, key, api) => Post(api, Json(new JsonObject([.. Base64(s, key).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value))])))),
        new("JSON in a text body, the rest in the query", JsonAsText),
        new("GET", (s, key, api) => s.File is null ? new(HttpMethod.Get, Query(api, Base64(s, key))) : null),
        new("no method", (s, key, api) => s.NeedsMethod ? null : Post(api, new FormUrlEncodedContent(Base64(s, key).Where(f => f.Key != "method")))),
        new("v2", (s, key, api) => CreateTask(s, key, api, "")),
        new("v2 data URI, nulls", (s, key, api) => s.File is null ? null : CreateTask(s, key, api, "data:image/jpeg;base64,")),
    ];

    private static bool HasPart(Sample sample) => sample.File is not null && sample.TakesParts;

    private static HttpRequestMessage Post(Uri api, HttpContent content) => new(HttpMethod.Post, new Uri(api, "in.php")) { Content = content };

    private static Uri Query(Uri api, IEnumerable<KeyValuePair<string, string>> fields) =>
        new(api, "in.php?" + string.Join('&', fields.Select(f => Uri.EscapeDataString(f.Key) + "=" + Uri.EscapeDataString(f.Value))));

    private static List<KeyValuePair<string, string>> Base64(Sample sample, string key)
    {
        var fields = new List<KeyValuePair<string, string>> { new("key", key), new("method", sample.Method ?? "base64"), new("soft_id", "4580") };
        fields.AddRange(sample.Fields);
        if (sample.File is { } file) fields.Add(new("body", Convert.ToBase64String(file)));
        return fields;
    }

    /// <param name="plainNames">As browsers and curl write them; else as .NET does: unquoted names, a quoted boundary with blanks in it, a text type on each field.</param>
    private static MultipartFormDataContent Parts(Sample sample, string key, bool plainNames)
    {
        var content = plainNames ? new MultipartFormDataContent("----WebKitFormBoundary7MA4YWxkTrZu0gW") : new MultipartFormDataContent("Upload----11/21/2026 00:04:15");
        var fields = new List<KeyValuePair<string, string>> { new("key", key), new("method", sample.Method ?? "post") };
        fields.AddRange(sample.Fields);
        if (!plainNames) fields.Add(new("json", "0"));
        foreach (var (name, value) in fields)
        {
            var part = new StringContent(value);
            if (plainNames) part.Headers.ContentType = null;
            content.Add(part, plainNames ? $"\"{name}\"" : name);
        }
        if (sample.File is not { } file) return content;
        var image = new ByteArrayContent(file);
        if (plainNames) content.Add(image, "\"file\"", $"\"{sample.FileName}\"");
        else content.Add(image, "file", "bild ä.jpg"); // .NET adds filename*=
        return content;
    }

    private static MultipartFormDataContent Folded(Sample sample, string key)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in Base64(sample, key))
            content.Add(new StringContent(name == "body" ? Convert.ToBase64String(sample.File!, Base64FormattingOptions.InsertLineBreaks) : value), name);
        return content;
    }

    private static MultipartFormDataContent BesideEmptyBody(Sample sample, string key)
    {
        var content = Parts(sample, key, plainNames: true);
        content.Add(new StringContent(""), "\"body\"");
        return content;
    }

    /// <summary>An old client for JavaScript puts the image alone into a body that says it is text, and all else into the query.</summary>
    private static HttpRequestMessage? JsonAsText(Sample sample, string key, Uri api)
    {
        if (sample.File is not { } file) return null;
        var body = new JsonObject { ["body"] = Convert.ToBase64String(file) };
        return new HttpRequestMessage(HttpMethod.Post, Query(api, Base64(sample, key).Where(f => f.Key != "body")))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "text/plain"),
        };
    }

    private static HttpRequestMessage CreateTask(Sample sample, string key, Uri api, string prefix)
    {
        var task = sample.Task.DeepClone().AsObject();
        if (sample.File is { } file) task["body"] = prefix + Convert.ToBase64String(file);
        if (prefix.Length > 0)
        {
            task["imgInstructions"] = null;
            task["websiteSToken"] = "";
            task["languagePool"] = "en";
        }
        var request = new JsonObject { ["clientKey"] = key, ["task"] = task, ["softId"] = "4580", ["callbackUrl"] = null };
        return new HttpRequestMessage(HttpMethod.Post, new Uri(api, "createTask")) { Content = Json(request) };
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
}
