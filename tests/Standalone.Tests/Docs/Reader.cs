using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaptchaGrains.Conformance;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>Somebody who tries everything that a page shows, from its first line to its last; a worker answers what he submits.</summary>
internal sealed partial class Reader(StandaloneProcess server, CallbackReceiver receiver, string folder)
{
    private readonly Dictionary<string, string> _variables = new()
    {
        ["HOST"] = server.Address.ToString().TrimEnd('/'),
        ["KEY"] = StandaloneProcess.Key,
    };

    private readonly HashSet<string> _solved = [];

    /// <summary>Commands that were run.</summary>
    public int Ran { get; private set; }

    /// <summary>The last callback that came.</summary>
    public Received? Called { get; private set; }

    public string Secret { get; private set; } = "";

    public async Task Try(DocsText page)
    {
        foreach (var name in page.Files)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), name.EndsWith(".mp3", StringComparison.Ordinal) ? Media.Sound() : Media.Picture());
        for (var i = 0; i < page.Boxes.Count; i++)
        {
            var (kind, text) = page.Boxes[i];
            switch (kind)
            {
                case "settings":
                    Take(text);
                    break;
                case "command":
                    Assert.True(page.Boxes[i + 1].Kind == "reply", $"{page.Path}: {text} has no reply");
                    await Run(page, text, Ours(page.Boxes[i + 1].Text));
                    break;
                case "received":
                    await BeCalled(Ours(text), page.Path);
                    break;
                default:
                    // A reply is compared with its command; a program is run by a test of its own.
                    Assert.Contains(kind, (string[])["reply", "other", "python", "js"]);
                    break;
            }
        }
    }

    /// <summary>The server that is to be called is ours.</summary>
    private string Ours(string text) =>
        text.Replace("https://shop.example", receiver.Address, StringComparison.Ordinal).Replace("shop.example", "127.0.0.1", StringComparison.Ordinal);

    private void Take(string settings)
    {
        foreach (var line in settings.Split('\n'))
        {
            var (name, value) = (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (name == "HOST") Assert.Equal(_variables["HOST"], value);
            else if (name != "KEY") _variables[name] = value;
        }
    }

    private async Task Run(DocsText page, string command, string shown)
    {
        var where = $"{page.Path}: {command}";
        var reply = await Shell.Run(Ours(command), _variables, folder);
        Ran++;
        if (Accepted().Match(reply) is { Success: true } accepted) _variables["ID"] = accepted.Groups[1].Value + accepted.Groups[2].Value;
        ShownReply.AssertSame(shown, reply, _variables.GetValueOrDefault("ID", ShownReply.SampleId), where);
        await GoOn(page, command, reply);
    }

    /// <summary>Does what the reader would do before the next command.</summary>
    private async Task GoOn(DocsText page, string command, string reply)
    {
        if (command.Contains("get_pingback_secret", StringComparison.Ordinal)) Secret = reply["OK|".Length..];
        if (command.Contains("/session", StringComparison.Ordinal)) _variables["TOKEN"] = Text(reply, "token");
        if (command.Contains("/worker/v1/next", StringComparison.Ordinal)) _variables["ASSIGNMENT"] = Text(reply, "assignmentId");
        // On the page of the worker API the reader himself is the worker.
        if (!Accepted().IsMatch(reply) || page.Commands.Any(c => c.Contains("/worker/v1/", StringComparison.Ordinal)) || !_solved.Add(_variables["ID"])) return;
        var assignment = await server.Next();
        // In confident mode each worker has a captcha of his own.
        if (!command.Contains("onfidence", StringComparison.Ordinal)) Assert.Equal(_variables["ID"], assignment.GetProperty("captchaId").ToString());
        await server.Answer(assignment, page.Answer);
    }

    private async Task BeCalled(string shown, string where)
    {
        Called = await receiver.Next();
        var parts = shown.Split("\n\n", 2);
        var head = parts[0].Split('\n');
        Assert.Equal("POST " + Called.Path, head[0]);
        foreach (var line in head.Skip(1))
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            var came = Assert.Contains(name, Called.Headers);
            if (name == "Content-Type") Assert.Equal(value, came);
        }
        ShownReply.AssertSame(parts[1], Called.Body, _variables["ID"], where);
    }

    private static string Text(string json, string name) => JsonNode.Parse(json)![name]!.GetValue<JsonElement>().GetString()!;

    [GeneratedRegex(@"^OK\|(\d+)$|""taskId"":(\d+)\}$")]
    private static partial Regex Accepted();
}
