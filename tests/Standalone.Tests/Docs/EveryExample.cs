using System.Text.Json;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>Whatever the documentation shows is tried against the server that shows it.</summary>
public sealed class EveryExample : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("captchagrains-docs-").FullName;

    [Fact]
    public async Task Every_command_of_every_page_gets_the_reply_that_the_page_shows()
    {
        using var server = await Start();
        await using var receiver = await CallbackReceiver.Start();
        var pages = await DocsText.ReadAll(server.Address);
        var reader = new Reader(server, receiver, _folder);
        foreach (var page in pages) await reader.Try(page);

        Assert.Equal(pages.Sum(p => p.Commands.Count()), reader.Ran);
        var kinds = pages.Where(p => p.Commands.Any(c => c.Contains("/in.php", StringComparison.Ordinal)) && p.Commands.Any(c => c.Contains("/createTask", StringComparison.Ordinal))
            && p.Commands.Any(c => c.Contains("/getTaskResult", StringComparison.Ordinal)) && p.Commands.Any(c => c.Contains("/res.php", StringComparison.Ordinal)));
        Assert.True(kinds.Count() >= Enum.GetValues<Core.Captchas.Kind>().Length, "A kind is missing.");
        TestContext.Current.TestOutputHelper!.WriteLine($"{reader.Ran} commands on {pages.Count} pages");
    }

    [Theory]
    [InlineData("python", "python3", """
        import json, sys
        asked = json.load(sys.stdin)
        headers, body = asked["headers"], asked["body"].encode()
        for sent, now in ((body, asked["now"]), (body + b"x", asked["now"]), (body, asked["now"] + 301)):
            print("ours" if is_ours(asked["secret"], headers, sent, now) else "not ours")
        """)]
    [InlineData("js", "node", """
        const asked = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
        const headers = Object.fromEntries(Object.entries(asked.headers).map(([name, value]) => [name.toLowerCase(), value]));
        for (const [sent, now] of [[asked.body, asked.now], [asked.body + 'x', asked.now], [asked.body, asked.now + 301]])
          console.log(isOurs(asked.secret, headers, Buffer.from(sent), now) ? 'ours' : 'not ours');
        """)]
    public async Task The_sample_tells_our_callback_from_a_forged_and_from_an_old_one(string language, string program, string trial)
    {
        if (!Shell.Has(program)) Assert.Skip($"There is no {program} on this machine.");
        using var server = await Start();
        await using var receiver = await CallbackReceiver.Start();
        var page = (await DocsText.ReadAll(server.Address)).Single(p => p.Boxes.Any(b => b.Kind == language));
        var reader = new Reader(server, receiver, _folder);
        await reader.Try(page);

        var called = reader.Called!;
        var now = long.Parse(called.Headers["X-CaptchaGrains-Timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        var input = JsonSerializer.Serialize(new { secret = reader.Secret, headers = called.Headers, body = called.Body, now });
        var script = Path.Combine(_folder, "trial");
        await File.WriteAllTextAsync(script, page.Boxes.Single(b => b.Kind == language).Text + "\n\n" + trial);
        Assert.Equal("ours\nnot ours\nnot ours", await Shell.Start(program, [script], new Dictionary<string, string>(), _folder, input));
    }

    [Fact]
    public async Task The_portal_leads_customers_to_the_documentation()
    {
        using var server = await Start();
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Contains("href=\"/docs\"", await http.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<StandaloneProcess> Start() => StandaloneProcess.Start(Path.Combine(_folder, "data"), "--callback-networks", "127.0.0.0/8");
}
