using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>One box of code on a page.</summary>
/// <param name="Kind">The class by which the page marks it: command, reply, python …</param>
internal sealed record CodeBox(string Kind, string Text);

/// <summary>A page of the documentation as a reader sees it: its boxes of code, in their order.</summary>
internal sealed partial record DocsText(string Path, IReadOnlyList<CodeBox> Boxes)
{
    /// <summary>Every page that the first one's navigation leads to.</summary>
    public static async Task<IReadOnlyList<DocsText>> ReadAll(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        var first = await http.GetStringAsync(new Uri("/docs", UriKind.Relative));
        var paths = Links().Matches(first).Select(m => m.Groups[1].Value).Where(p => !p.Contains('.', StringComparison.Ordinal)).Distinct();
        var pages = new List<DocsText>();
        foreach (var path in paths) pages.Add(Of(path, await http.GetStringAsync(new Uri(path, UriKind.Relative))));
        return pages;
    }

    public IEnumerable<string> Commands => Boxes.Where(b => b.Kind == "command").Select(b => b.Text);

    /// <summary>What a worker has to answer, in the worker API's form, so that the page's replies come: from the solution that the page shows.</summary>
    public JsonNode Answer
    {
        get
        {
            var shown = Boxes.Where(b => b.Kind is "reply" or "received").Select(b => b.Text).FirstOrDefault(t => t.Contains("\"solution\"", StringComparison.Ordinal));
            if (shown is null) return "four";
            var solution = JsonNode.Parse(shown[shown.IndexOf('{', StringComparison.Ordinal)..])!["solution"]!.AsObject();
            return (solution["text"] ?? solution["click"] ?? solution["coordinates"] ?? solution["rotate"] ?? solution["token"])!.DeepClone();
        }
    }

    /// <summary>What stands in the file of that name is up to the tests; the page only has to have one.</summary>
    public IEnumerable<string> Files => Commands.SelectMany(c => FileNames().Matches(c)).Select(m => m.Value).Distinct();

    private static DocsText Of(string path, string html)
    {
        var boxes = Box().Matches(html).Select(m => new CodeBox(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).ToList();
        // A box that is written in another way would go unseen.
        Assert.Equal(Pre().Count(html), boxes.Count);
        return new DocsText(path, boxes);
    }

    [GeneratedRegex("""href="(/docs[^"#?]*)["#]""")]
    private static partial Regex Links();

    [GeneratedRegex("""<pre tabindex="0"><code class="([a-z]+)">(.*?)</code></pre>""", RegexOptions.Singleline)]
    private static partial Regex Box();

    [GeneratedRegex("<pre")]
    private static partial Regex Pre();

    [GeneratedRegex(@"\b[\w-]+\.(png|mp3)\b")]
    private static partial Regex FileNames();
}
