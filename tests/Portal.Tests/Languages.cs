using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Every word is a resource, and every language has all of them.</summary>
public sealed partial class Languages
{
    private static readonly DirectoryInfo Portal = Find();

    public static TheoryData<string> Resources => [.. Files("*.resx").Select(f => Path.GetRelativePath(Portal.FullName, f)).Where(f => !f.EndsWith(".es.resx", StringComparison.Ordinal))];

    public static TheoryData<string> Markup => [.. Files("*.cshtml").Select(f => Path.GetRelativePath(Portal.FullName, f))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Spanish_has_the_same_texts_with_the_same_places_to_fill(string file)
    {
        var english = Texts(file);
        var spanish = Texts(Path.ChangeExtension(file, ".es.resx"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), spanish.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.NotEqual("", spanish[key].Trim());
            Assert.True(Places(text).SequenceEqual(Places(spanish[key])), $"{file}: {key} has other places to fill in Spanish.");
        }
    }

    [Theory]
    [MemberData(nameof(Markup))]
    public void No_markup_has_words_of_its_own(string file)
    {
        var markup = File.ReadAllText(Path.Combine(Portal.FullName, file));

        Assert.Empty(LiteralWords(markup));
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("<p>\n  Hello @Texts.Name\n</p>", "Hello")]
    [InlineData("<img alt=\"A dog\">", "A dog")]
    [InlineData("@if (x)\n{\n  <p>@Texts.Hello</p>\n}\nelse\n{\n  <p>no way</p>\n}", "no way")]
    public void Words_in_markup_are_found(string markup, string word) => Assert.Contains(LiteralWords(markup), w => w.Contains(word, StringComparison.Ordinal));

    [Theory]
    [InlineData(null, "en", "Get paid for it.")]
    [InlineData("es", "es", "Cobra por él.")]
    [InlineData("es-MX,es;q=0.9,en;q=0.8", "es", "Cobra por él.")]
    [InlineData("de,es;q=0.5,en;q=0.7", "en", "Get paid for it.")]
    [InlineData("es;q=0,en;q=0.1", "en", "Get paid for it.")]
    [InlineData("fr", "en", "Get paid for it.")]
    [InlineData("!;q=x,,$%", "en", "Get paid for it.")]
    public async Task A_browser_gets_the_first_of_its_languages_that_there_is(string? accepted, string language, string words)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        if (accepted is not null) browser.Speak(accepted);

        var (_, html) = await browser.Get("/");

        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("$0.14", html, StringComparison.Ordinal); // an amount reads the same in both
    }

    [Fact]
    public async Task The_choice_in_the_footer_is_kept_and_leads_back()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Submit("/signin", "/language", ("code", "es"), ("returnUrl", "/register?x=1"));

        Assert.Equal("/register?x=1", response.Headers.Location!.OriginalString);
        Assert.Contains("Empezar a trabajar", (await browser.Get("/register")).Html, StringComparison.Ordinal);
        var (again, _) = await browser.Submit("/signin", "/language", ("code", "tlh"), ("returnUrl", "https://evil.example/"));
        Assert.Equal("/", again.Headers.Location!.OriginalString);
        Assert.Contains("Empezar a trabajar", (await browser.Get("/register")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_speak_in_codes_whatever_the_language()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        browser.Speak("es");

        var (response, text) = await browser.Get("/worker/v1/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Sign in first", text, StringComparison.Ordinal);
    }

    /// <summary>What a person would read and no resource has: text between tags, and in attributes that are shown or read out.</summary>
    private static List<string> LiteralWords(string markup)
    {
        markup = Comment().Replace(markup, "");
        markup = Block().Replace(markup, "");
        markup = Directive().Replace(markup, "");
        markup = Picture().Replace(markup, ">");
        markup = Key().Replace(markup, "<kbd></kbd>");
        // Code: everything from @ to the end of its expression, and lines that only steer.
        var words = ReadAttribute().Matches(markup).Select(m => m.Groups[1].Value).Where(v => !v.Contains('@', StringComparison.Ordinal)).ToList();
        markup = Attributes().Replace(markup, "$1>");
        markup = Steering().Replace(markup, "");
        markup = Parenthesised().Replace(markup, "");
        markup = Expression().Replace(markup, "");
        markup = Tag().Replace(markup, "\n");
        words.AddRange(markup.Split('\n').Select(l => l.Trim()).Where(l => !IsCode(l)));
        return [.. words.Where(w => Word().IsMatch(w))];
    }

    private static bool IsCode(string line) => line.EndsWith(';') || line.StartsWith("case ", StringComparison.Ordinal) || line.StartsWith("default:", StringComparison.Ordinal);

    private static Dictionary<string, string> Texts(string file) => XDocument.Load(Path.Combine(Portal.FullName, file)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string pattern) => Portal.EnumerateFiles(pattern, SearchOption.AllDirectories).Select(f => f.FullName)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static DirectoryInfo Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return new DirectoryInfo(Path.Combine(folder.FullName, "Portal"));
        throw new DirectoryNotFoundException("There is no CaptchaGrains.sln above the tests.");
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@(?:functions|section \w+)?\s*\{(?:[^{}]|\{[^{}]*\})*\}", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^@(?:page|model|using|inject|namespace|addTagHelper)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"<svg\b.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("<kbd>.*?</kbd>", RegexOptions.Singleline)]
    private static partial Regex Key();

    [GeneratedRegex("\\s(?:alt|title|aria-label|placeholder|data-label)=\"([^\"]*)\"")]
    private static partial Regex ReadAttribute();

    // Twice quoted: a value may hold Razor code with strings of its own.
    [GeneratedRegex("(<[a-zA-Z!/][\\w:-]*)(?:\\s+[\\w:-]+(?:=(?:\"(?:[^\"@]|@\\((?:[^()\"]|\"[^\"]*\"|\\((?:[^()\"]|\"[^\"]*\"|\\([^()]*\\))*\\))*\\)|@[\\w.]+(?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\))?[\\w.!?]*)*\"))?)*\\s*/?>")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^\s*(?:@?(?:if|else if|foreach|for|while|switch)\s*\(.*|else)\s*$", RegexOptions.Multiline)]
    private static partial Regex Steering();

    [GeneratedRegex(@"@\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")]
    private static partial Regex Parenthesised();

    [GeneratedRegex(@"@(?:await\s+)?[\w.!?]+(?:\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|\[[^\]]*\])?(?:[.!?]+\w+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?)*")]
    private static partial Regex Expression();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
