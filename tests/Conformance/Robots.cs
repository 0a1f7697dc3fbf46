using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <summary>Workers who answer every captcha of a kind alike, over the worker API, as programs may.</summary>
public sealed class Robots(Uri portal, IReadOnlyDictionary<string, JsonNode> answers) : IDisposable
{
    /// <summary>So that a server in trouble gets no more of it.</summary>
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Works until it is stopped.</summary>
    /// <exception cref="HttpRequestException">He cannot sign in.</exception>
    public async Task Work(string email, string password)
    {
        using var session = await _http.PostAsJsonAsync(new Uri(portal, "worker/v1/session"), new { email, password });
        session.EnsureSuccessStatusCode();
        var token = (await session.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
        JsonNode? next = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                next ??= await Call(token, "next", new JsonObject { ["waitSeconds"] = 5 });
                if (next is not null) next = await Answer(token, next);
            }
            catch (Exception) when (_stop.IsCancellationRequested) { return; }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                next = null; // what he held comes back to him, or goes to another one
                using var pause = new PeriodicTimer(AfterTrouble);
                await pause.WaitForNextTickAsync();
            }
        }
    }

    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task<JsonNode?> Answer(string token, JsonNode assignment)
    {
        var id = assignment["assignmentId"]!.GetValue<string>();
        var kind = assignment["kind"]!.GetValue<string>();
        foreach (var part in (string[])["imageUrl", "instructionImageUrl"])
            if (assignment[part] is { } url) await Look(token, url.GetValue<string>());
        var reply = await Call(token, string.Create(CultureInfo.InvariantCulture, $"assignments/{id}/answer"),
            new JsonObject { ["answer"] = answers[kind].DeepClone(), ["next"] = true, ["waitSeconds"] = 5 });
        return reply?["next"]?.DeepClone();
    }

    private async Task Look(string token, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal, url));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var image = await _http.SendAsync(request, _stop.Token);
        image.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode?> Call(string token, string call, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal, "worker/v1/" + call)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, _stop.Token);
        if ((int)response.StatusCode == 204) return null;
        if ((int)response.StatusCode == 422) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonNode>();
    }
}
