using System.Net;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <summary>
/// A captcha of every kind and version that is submitted with an address to be called at, and the actions about such addresses. The marketplace has to
/// allow callbacks to this machine.
/// </summary>
internal sealed class Callbacks(Mailbox mailbox, Uri api, string key, Func<HttpRequestMessage, Task<string>> send, TimeSpan patience)
{
    /// <summary>Registers this machine, so that everything else may go on side by side.</summary>
    public async Task<Verdict[]> Prepare()
    {
        var unregistered = await send(Submission("nobody.example"));
        var added = await Act("add_pingback", mailbox.AddressOf("").ToString());
        var listed = await Act("get_pingback");
        var another = await Act("add_pingback", "https://another.example:8443/path");
        var both = await Act("get_pingback");
        var removed = await Act("del_pingback", "another.example");
        var left = await Act("get_pingback");
        var secret = await Act("get_pingback_secret");
        mailbox.Secret = secret.StartsWith("OK|", StringComparison.Ordinal) ? secret[3..] : "";
        return
        [
            Look("a callback to a host that nobody registered", "ERROR_BAD_PARAMETERS", unregistered),
            Look("add_pingback", "OK OK", $"{added} {another}"),
            Look("get_pingback", "OK|127.0.0.1 OK|127.0.0.1|another.example", $"{listed} {both}"),
            Look("del_pingback", "OK OK|127.0.0.1", $"{removed} {left}"),
            Look("the secret", "64", mailbox.Secret.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }

    public IEnumerable<Task<Verdict[]>> All(Sample[] samples) =>
        samples.SelectMany((s, i) => (Task<Verdict[]>[])[Version1(s, $"{i}-v1"), Version2(s, $"{i}-v2")]);

    private async Task<Verdict[]> Version1(Sample sample, string path)
    {
        var fields = new Dictionary<string, string>(sample.Fields)
        {
            ["key"] = key,
            ["method"] = sample.Method ?? "base64",
            ["pingback"] = mailbox.AddressOf(path).ToString(),
        };
        if (sample.File is { } file) fields["body"] = Convert.ToBase64String(file);
        var name = $"{sample.Name} · pingback";
        var reply = await send(new(HttpMethod.Post, new Uri(api, "in.php")) { Content = new FormUrlEncodedContent(fields) });
        if (!reply.StartsWith("OK|", StringComparison.Ordinal)) return [new(name, $"was not accepted: {reply}")];
        return await Arrived(name, path, "application/x-www-form-urlencoded", letter => letter.Split('&') is [var id, var code]
            ? WebUtility.UrlDecode($"{id} {code}") == $"id={reply[3..]} code={sample.Plain}" ? null : letter : letter);
    }

    private async Task<Verdict[]> Version2(Sample sample, string path)
    {
        var task = sample.Task.DeepClone().AsObject();
        if (sample.File is { } file) task["body"] = Convert.ToBase64String(file);
        var body = new JsonObject { ["clientKey"] = key, ["task"] = task, ["callbackUrl"] = mailbox.AddressOf(path).ToString() };
        var name = $"{sample.Name} · callbackUrl";
        var reply = await send(new(HttpMethod.Post, new Uri(api, "createTask")) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") });
        if (JsonNode.Parse(reply)?["taskId"] is not { } id) return [new(name, $"was not accepted: {reply}")];
        return await Arrived(name, path, "application/json", letter =>
        {
            var json = JsonNode.Parse(letter);
            return JsonNode.DeepEquals(json?["taskId"], id) && JsonNode.DeepEquals(json?["solution"], sample.Solution) && json?["status"]?.ToString() == "ready" ? null : letter;
        });
    }

    /// <param name="fault">Of a body; null: it is right.</param>
    private async Task<Verdict[]> Arrived(string name, string path, string contentType, Func<string, string?> fault)
    {
        try
        {
            var letter = await mailbox.LetterTo(path, patience);
            return
            [
                new(name, fault(letter.Body) is { } wrong ? $"was called with {wrong}" : letter.ContentType == contentType ? null : $"came as {letter.ContentType}"),
                new($"{name} · signature", letter.IsSigned ? null : "is wrong"),
            ];
        }
        catch (TimeoutException)
        {
            return [new(name, "nobody called")];
        }
    }

    private Task<string> Act(string action, string? address = null) => send(new(HttpMethod.Get,
        new Uri(api, $"res.php?key={key}&action={action}" + (address is null ? "" : "&addr=" + Uri.EscapeDataString(address)))));

    private HttpRequestMessage Submission(string host) => new(HttpMethod.Post, new Uri(api, "in.php"))
    {
        Content = new FormUrlEncodedContent([new("key", key), new("textcaptcha", "2 + 5 ="), new("pingback", $"https://{host}/")]),
    };

    private static Verdict Look(string what, string expected, string found) => new(what, found == expected ? null : $"expected {expected}, found {found}");
}
