using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaptchaGrains.Conformance;

namespace CaptchaGrains.Clients.Tests;

/// <summary>Programs that nobody here wrote, as they are published: everything that they can ask of this service comes back as they expect it.</summary>
public abstract class PublicClients(Server server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The calls of node/run.cjs, so that none is missed.
    [Theory]
    [InlineData("@2captcha/captcha-solver", 17)]
    [InlineData("2captcha-ts", 10)]
    [InlineData("2captcha", 5)]
    [InlineData("@infosimples/node_two_captcha", 9)]
    [InlineData("@antiadmin/anticaptchaofficial", 11)]
    public async Task Every_call_of_a_public_client_is_answered_over_https(string client, int calls)
    {
        if (server.WhyNot is { } reason) Assert.Skip(reason);
        var lines = await Run(client);
        var wrong = lines.Where(l => !IsRight(l["call"]!.ToString(), l["result"])).Select(l => l.ToJsonString());
        Assert.Empty(wrong);
        Assert.Equal(calls, lines.Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{client}: {lines.Count} calls");
    }

    private async Task<List<JsonObject>> Run(string client)
    {
        var start = new ProcessStartInfo("node", ["--require", "./route.cjs", "run.cjs", client, Server.Key, server.Media])
        {
            WorkingDirectory = Server.Node,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_EXTRA_CA_CERTS"] = server.Authority;
        start.Environment["CAPTCHAGRAINS_NAMES"] = string.Join(',', Server.Names);
        start.Environment["CAPTCHAGRAINS_PORT"] = server.HttpsPort.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await errors);
        return [.. lines.Select(l => JsonSerializer.Deserialize<JsonObject>(l)!)];
    }

    /// <summary>A call is named by its kind, and what is special about it behind a blank.</summary>
    private static bool IsRight(string call, JsonNode? result) => call.Split(' ')[0] switch
    {
        "Balance" => result?.GetValue<double>() > 0,
        "ReportGood" or "ReportBad" => result?.ToString() is "OK_REPORT_RECORDED" or "reported",
        "Load" => result?.ToString() == "load",
        "WrongKey" => result?.ToString().StartsWith("refused: ", StringComparison.Ordinal) == true,
        "Canvas" => result?.ToString() == "refused: ERROR_BAD_PARAMETERS",
        "Proxied" => result?.ToString() == "refused: ERROR_TASK_NOT_SUPPORTED",
        var kind => JsonNode.DeepEquals(Samples.AnswerInJson(kind), result),
    };
}
