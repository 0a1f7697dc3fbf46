using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <summary>
/// Every kind, in every way in which clients send it, with every form of its answer, and the refusals; over HTTP, so that it runs against any edition.
/// The marketplace has to be started with <c>--demo --demo-bench-workers</c>, and to allow callbacks to 127.0.0.1.
/// </summary>
/// <param name="key">Of a customer with money who is authorised for demo.test.</param>
public sealed class Suite(Uri api, Uri portal, string key) : IDisposable
{
    private const int Workers = 8;
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(80);

    private readonly HttpClient _http = new() { Timeout = Patience };

    public async Task<IReadOnlyList<Verdict>> Run()
    {
        var image = Media.Picture();
        var samples = Samples.All(image, Media.Sound());
        using var robots = new Robots(portal, Samples.Answers);
        var working = Task.WhenAll(Enumerable.Range(1, Workers).Select(i => robots.Work($"bench-{i}@demo.test", "demo-worker")));
        await using var mailbox = await Mailbox.Open();
        var callbacks = new Callbacks(mailbox, api, key, Send, Patience);
        var prepared = await callbacks.Prepare();
        var cases = Task.WhenAll(
            [.. samples.SelectMany(s => Habits.All.Select(h => One(s, h))), .. Refusals.All(api, key, image).Select(Refused), .. callbacks.All(samples)]);
        if (await Task.WhenAny(cases, working) == working) await working; // a worker who ends before he is told to has failed
        robots.Stop();
        await working;
        return [.. prepared, .. (await cases).SelectMany(v => v)];
    }

    public void Dispose() => _http.Dispose();

    private async Task<Verdict[]> One(Sample sample, Habit habit)
    {
        if (habit.Request(sample, key, api) is not { } request) return [];
        var name = $"{sample.Name} · {habit.Name}";
        try
        {
            var reply = await Send(request);
            var id = habit.IsVersion2 ? JsonNode.Parse(reply)?["taskId"]?.ToString() : reply.StartsWith("OK|", StringComparison.Ordinal) ? reply[3..] : null;
            if (id is null || !id.All(char.IsAsciiDigit)) return [new(name, $"was not accepted: {reply}")];
            return [new(name, null), .. await Answers(sample, name, id)];
        }
        catch (System.Text.Json.JsonException e)
        {
            return [new(name, e.Message)];
        }
    }

    private async Task<List<Verdict>> Answers(Sample sample, string name, string id)
    {
        var verdicts = new List<Verdict>();
        var plain = await Answered(id);
        Look("get", "OK|" + sample.Plain, plain);
        var json = JsonNode.Parse(await Ask($"action=get&id={id}&json=1"));
        LookAtJson("get, json", new JsonObject { ["status"] = 1, ["request"] = sample.Json?.DeepClone() ?? sample.Plain }, json);
        var priced = await Ask($"action=get2&id={id}");
        var price = priced[(priced.LastIndexOf('|') + 1)..];
        Look("get2", $"OK|{sample.Plain}|{price}", priced);
        Look("get2's price", "above zero", decimal.TryParse(price, System.Globalization.CultureInfo.InvariantCulture, out var dollars) && dollars > 0 ? "above zero" : price);
        json = JsonNode.Parse(await Ask($"action=get2&id={id}&json=1"));
        LookAtJson("get2, json", new JsonObject { ["status"] = 1, ["request"] = sample.Json?.DeepClone() ?? sample.Plain, ["price"] = price }, json);
        Look("get, ids", sample.Plain + "|ERROR_WRONG_CAPTCHA_ID", await Ask($"action=get&ids={id},999999999999"));
        var result = JsonNode.Parse(await Send(Version2("getTaskResult", new JsonObject { ["clientKey"] = key, ["taskId"] = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture) })));
        LookAtJson("getTaskResult", new JsonObject { ["errorId"] = 0, ["status"] = "ready", ["solution"] = sample.Solution.DeepClone(), ["cost"] = price }, result);
        return verdicts;

        void Look(string what, string expected, string found) =>
            verdicts.Add(new($"{name} · {what}", found == expected ? null : $"expected {expected}, found {found}"));

        // Further members are allowed: clients ignore what they do not know.
        void LookAtJson(string what, JsonObject expected, JsonNode? found) =>
            verdicts.Add(new($"{name} · {what}", expected.All(m => JsonNode.DeepEquals(m.Value, found?[m.Key]))
                ? null : $"expected {expected.ToJsonString()}, found {found?.ToJsonString()}"));
    }

    private async Task<Verdict[]> Refused(Refusal refusal)
    {
        try
        {
            using var response = await _http.SendAsync(refusal.Request());
            var reply = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode != 200) return [new(refusal.Name, $"came with status {(int)response.StatusCode}: {reply}")];
            var found = reply.StartsWith('{') ? JsonNode.Parse(reply) is { } json ? json["errorCode"]?.ToString() ?? json["request"]?.ToString() : null : reply;
            return [new(refusal.Name, found == refusal.Code ? null : $"expected {refusal.Code}, found {reply}")];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            return [new(refusal.Name, e.Message)];
        }
    }

    private async Task<string> Answered(string id)
    {
        using var timer = new PeriodicTimer(AskEvery);
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < Patience; await timer.WaitForNextTickAsync())
            if (await Ask($"action=get&id={id}") is var reply && reply != "CAPCHA_NOT_READY") return reply;
        return "CAPCHA_NOT_READY";
    }

    private Task<string> Ask(string query) => Send(new HttpRequestMessage(HttpMethod.Get, new Uri(api, $"res.php?key={key}&{query}")));

    private HttpRequestMessage Version2(string call, JsonObject body) =>
        new(HttpMethod.Post, new Uri(api, call)) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };

    /// <returns>The reply; JSON that is none of ours, and says what went wrong, when there was none.</returns>
    private async Task<string> Send(HttpRequestMessage request)
    {
        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return (int)response.StatusCode == 200 ? text : new JsonObject { ["status"] = (int)response.StatusCode, ["body"] = text }.ToJsonString();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return new JsonObject { ["failed"] = e.Message }.ToJsonString();
        }
        finally
        {
            request.Dispose();
        }
    }
}
