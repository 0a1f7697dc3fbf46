using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Standalone.Tests;

/// <summary>The emulator as its users start it.</summary>
public sealed class TheSandbox : IDisposable
{
    private const string Key = "00112233445566778899aabbccddeeff";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("captchagrains-sandbox-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_person_in_the_portal_answers_what_the_script_leaves_to_people()
    {
        await using var sandbox = await Start();
        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Addresses.Single()) };
        await Post(http, "sandbox/v1/rules", """{ "match": { "parameters": { "textcaptcha": "hard" } }, "then": { "human": true } }""");
        Assert.Equal("OK|1", await Submit(http, "easy"));
        Assert.Equal("OK|2", await Submit(http, "hard"));
        Assert.Equal("OK|sandbox", await Result(http, 1));

        var session = await Post(http, "worker/v1/session", """{ "email": "worker@demo.test", "password": "demo-worker" }""");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session!["token"]!.GetValue<string>());
        var next = await Post(http, "worker/v1/next", """{ "waitSeconds": 20 }""");
        Assert.Equal("hard", next!["instruction"]!.GetValue<string>());
        await Post(http, $"worker/v1/assignments/{next["assignmentId"]}/answer", """{ "answer": "by hand" }""");
        Assert.Equal("OK|by hand", await Result(http, 2));
    }

    [Fact]
    public async Task It_leaves_nothing_behind_and_knows_nothing_when_it_starts_again()
    {
        await using (var sandbox = await Start())
        {
            using var http = new HttpClient { BaseAddress = new Uri(sandbox.Addresses.Single()) };
            Assert.Equal("OK|1", await Submit(http, "easy"));
        }
        Assert.Empty(_folder.EnumerateFileSystemInfos());
        await using var again = await Start();
        using var client = new HttpClient { BaseAddress = new Uri(again.Addresses.Single()) };
        Assert.Equal("OK|1", await Submit(client, "easy"));
    }

    [Theory]
    [InlineData("--demo")]
    [InlineData("--demo-load=5")]
    public void It_takes_no_demonstration_beside_it(string option) => Assert.Contains(
        StandaloneCommand.Create((_, _) => Task.CompletedTask).Parse(["--sandbox", option]).Errors, e => e.Message.Contains("--sandbox", StringComparison.Ordinal));

    [Fact]
    public async Task The_marketplace_itself_has_no_calls_for_scripts()
    {
        await using var market = await StandaloneHost.Start(new StandaloneOptions("http://127.0.0.1:0", _folder.FullName, Demo: false, 0, 0, 0));
        using var http = new HttpClient { BaseAddress = new Uri(market.Addresses.Single()) };
        using var reply = await http.PostAsJsonAsync(new Uri("sandbox/v1/rules", UriKind.Relative), new { then = new { answer = "x" } });
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await Submit(http, "easy"));
    }

    private Task<StandaloneHost> Start() =>
        StandaloneHost.Start(new StandaloneOptions("http://127.0.0.1:0", _folder.FullName, Demo: false, 0, 0, 0) { Sandbox = true });

    private static Task<string> Submit(HttpClient http, string question) =>
        http.GetStringAsync(new Uri($"in.php?key={Key}&textcaptcha={question}", UriKind.Relative));

    private static Task<string> Result(HttpClient http, int id) =>
        http.GetStringAsync(new Uri($"res.php?key={Key}&action=get&id={id}", UriKind.Relative));

    private static async Task<JsonNode?> Post(HttpClient http, string call, string json)
    {
        using var reply = await http.PostAsync(new Uri(call, UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return await reply.Content.ReadFromJsonAsync<JsonNode>();
    }
}
