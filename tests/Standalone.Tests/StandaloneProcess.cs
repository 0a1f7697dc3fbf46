using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Standalone.Tests;

/// <summary>The one-process edition as a real process, spoken to over HTTP only.</summary>
internal sealed class StandaloneProcess : IDisposable
{
    public const string Key = "00112233445566778899aabbccddeeff";

    private readonly Process _process;
    private readonly HttpClient _http;
    private string? _token;

    public Uri Address => _http.BaseAddress!;

    private StandaloneProcess(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public static async Task<StandaloneProcess> Start(string dataFolder, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(StandaloneHost).Assembly.Location);
        foreach (var argument in (string[])["--demo", "--urls", "http://127.0.0.1:0", "--data", dataFolder, .. more]) start.ArgumentList.Add(argument);
        start.Environment["CAPTCHAGRAINS_DEMO_KEY"] = Key;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("CaptchaGrains is open on ", StringComparison.Ordinal)) continue;
            var address = new Uri(line.Split(' ', ';', ',').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
            _ = process.StandardOutput.ReadToEndAsync(); // or its pipe fills up
            return new StandaloneProcess(process, address);
        }
        throw new InvalidOperationException("It did not start: " + await errors);
    }

    /// <summary>As a power failure of the process would: SIGKILL, no goodbye.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <returns>The id, and what the image says.</returns>
    public async Task<(string Id, string Answer)> Submit(int seed)
    {
        var captcha = TextCaptcha.Generate(new Random(seed), new TextCaptchaStyle());
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Key), "key" },
            { new StringContent("post"), "method" },
            { new ByteArrayContent(captcha.Png), "file", "captcha.png" },
        };
        var reply = await Text(await _http.PostAsync(new Uri("/in.php", UriKind.Relative), form));
        Assert.StartsWith("OK|", reply, StringComparison.Ordinal);
        return (reply[3..], captcha.Answer);
    }

    public Task<string> Result(string id, string action = "get") => Get($"/res.php?key={Key}&action={action}&id={id}");

    public async Task<Money> CustomerBalance() => Money.Parse(await Get($"/res.php?key={Key}&action=getbalance"));

    public async Task<Money> WorkerBalance() => Money.Parse((await Worker(HttpMethod.Get, "me")).GetProperty("balance").GetString()!);

    public Task<JsonElement> Next(int waitSeconds = 20) => Worker(HttpMethod.Post, "next", new { waitSeconds });

    public Task<JsonElement> Answer(JsonElement assignment, string answer) =>
        Worker(HttpMethod.Post, $"assignments/{assignment.GetProperty("assignmentId").GetString()}/answer", new { answer });

    public async Task<byte[]> Image(JsonElement assignment)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, assignment.GetProperty("imageUrl").GetString());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token());
        var response = await _http.SendAsync(request);
        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<string> Get(string path) => await Text(await _http.GetAsync(new Uri(path, UriKind.Relative)));

    private static async Task<string> Text(HttpResponseMessage response)
    {
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<JsonElement> Worker(HttpMethod method, string call, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/worker/v1/" + call) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token());
        var response = await _http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"{call}: {(int)response.StatusCode}"));
        return response.Content.Headers.ContentLength is 0 || (int)response.StatusCode == 204 ? default : await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> Token()
    {
        if (_token is not null) return _token;
        var response = await _http.PostAsJsonAsync("/worker/v1/session", new { email = "worker@demo.test", password = "demo-worker" });
        Assert.Equal(200, (int)response.StatusCode);
        return _token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }
}
