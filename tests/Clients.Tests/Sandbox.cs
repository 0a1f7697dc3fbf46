using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CaptchaGrains.Conformance;

namespace CaptchaGrains.Clients.Tests;

/// <summary>The sandbox, with a rule for each kind, and one key that it does not know.</summary>
public sealed class Sandbox : Server
{
    protected override string[] Edition => ["--sandbox"];

    protected override async Task Begin(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        await Write(http, new() { ["match"] = new JsonObject { ["key"] = new string('0', Key.Length) }, ["then"] = new JsonObject { ["error"] = "ERROR_KEY_DOES_NOT_EXIST" } });
        foreach (var (kind, answer) in Samples.Answers)
            await Write(http, new() { ["match"] = new JsonObject { ["kind"] = kind }, ["then"] = new JsonObject { ["answer"] = answer.DeepClone() } });
    }

    private static async Task Write(HttpClient http, JsonObject rule)
    {
        using var reply = await http.PostAsJsonAsync(new Uri("sandbox/v1/rules", UriKind.Relative), rule);
        if (!reply.IsSuccessStatusCode) throw new InvalidOperationException(await reply.Content.ReadAsStringAsync());
    }
}
