using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Api.Docs;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Tests.Docs;

/// <summary>The pages of the documentation: that all is on them, that their links lead somewhere, and that a browser runs nothing that is not ours.</summary>
public sealed partial class DocsPagesTests
{
    private static readonly string[] Paths = [.. DocsPages.All.Select(p => p.Path)];

    [Fact]
    public async Task Every_page_is_well_formed_and_strict()
    {
        await using var api = await ApiHost.Start();
        foreach (var path in Paths)
        {
            using var response = await api.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            var html = await response.Content.ReadAsStringAsync();
            Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(Inline(), html);
            AssertHeadings(path, html);
            var ids = Ids().Matches(html).Select(m => m.Groups[1].Value).ToList();
            Assert.True(ids.Count == ids.Distinct().Count(), $"{path}: an id is there twice");
            // Every box that scrolls can be reached without a mouse.
            Assert.Equal(html.Split("<pre").Length, html.Split("<pre tabindex=\"0\"").Length);
        }
    }

    [Fact]
    public async Task Every_link_leads_to_what_is_there()
    {
        await using var api = await ApiHost.Start();
        var pages = new Dictionary<string, string>();
        foreach (var path in Paths) pages[path] = await api.Get(path);
        foreach (var path in Paths)
        {
            var html = pages[path];
            foreach (Match link in Links().Matches(html))
            {
                var target = WebUtility.HtmlDecode(link.Groups[1].Value);
                var (address, anchor) = (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : null);
                if (!pages.TryGetValue(address.Length == 0 ? path : address, out var there))
                {
                    there = await api.Get(address); // expects 200
                    pages.TryAdd(address, there);
                }
                if (anchor is not null) Assert.Contains($" id=\"{anchor}\"", there, StringComparison.Ordinal);
            }
            Assert.Contains($"href=\"{path}\" aria-current=\"page\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_kind_has_a_page_with_all_that_its_tables_say()
    {
        Assert.Equal(Enum.GetValues<Kind>().Order(), KindGuides.All.Select(g => g.Form.Kind).Order());
        Assert.Equal(KindForms.All.Select(f => f.V2).Order(), KindGuides.All.SelectMany(g => g.OtherTypes.Add(g.Form.V2)).Order());
        await using var api = await ApiHost.Start();
        foreach (var guide in KindGuides.All)
        {
            var html = WebUtility.HtmlDecode(await api.Get("/docs/" + guide.Slug));
            foreach (var parameter in guide.Form.Parameters)
            {
                foreach (var name in new[] { parameter.V1, parameter.V2 })
                    if (name is not null) Assert.Contains($"<code class=\"name\">{parameter.Series ?? name.Documented}</code>", html, StringComparison.Ordinal);
                Assert.True(parameter.Meaning.Length > 0, $"{guide.Slug}: nobody says what {parameter.V1?.Documented} means");
                Assert.Contains(parameter.Meaning, html, StringComparison.Ordinal);
                Assert.Contains(parameter.Range, html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_code_says_what_it_means_and_what_to_do()
    {
        await using var api = await ApiHost.Start();
        var html = WebUtility.HtmlDecode(await api.Get("/docs/errors"));
        foreach (var entry in ErrorTable.All)
        {
            var row = html[html.IndexOf($"<tr id=\"{entry.Code}\"", StringComparison.Ordinal)..];
            row = row[..row.IndexOf("</tr>", StringComparison.Ordinal)];
            Assert.All((string[])[entry.V1, entry.V2, $"<b>{entry.V2Id}</b>", entry.Text, ErrorAdvice.Of(entry.Code)], part => Assert.Contains(part, row, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_limits_are_those_of_this_server()
    {
        var limits = new LimitOptions { Submissions = 77, WrongKeys = 0, PollsBlock = TimeSpan.FromMinutes(9) };
        await using var api = await ApiHost.Start(new CustomerApiOptions { MaxBodyBytes = 3 * 1024 * 1024 }, limits: limits);
        var html = WebUtility.HtmlDecode(await api.Get("/docs/limits"));
        Assert.Contains("More than 77 submissions in 3 s", html, StringComparison.Ordinal);
        Assert.Contains("9 min, res.php", html, StringComparison.Ordinal);
        Assert.Contains("3 MB", html, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR: 1004", html, StringComparison.Ordinal); // switched off
    }

    [Fact]
    public async Task Examples_have_the_address_under_which_the_reader_sees_the_server()
    {
        await using var api = await ApiHost.Start();
        Assert.Contains($"HOST={api.Address.ToString().TrimEnd('/')}\n", WebUtility.HtmlDecode(await api.Get("/docs")), StringComparison.Ordinal);
        // Nothing here serves the worker API, and the page says where it is instead of leading nowhere.
        Assert.DoesNotContain("href=\"/docs/openapi/worker.json\"", await api.Get("/docs/worker-api"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_is_kept_for_good_under_its_hash_only()
    {
        await using var api = await ApiHost.Start();
        var address = Regex.Match(await api.Get("/docs"), "/docs/assets/docs\\.css\\?v=[0-9a-f]{16}").Value;
        using var known = await api.Http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("public, max-age=31536000, immutable", known.Headers.CacheControl?.ToString());
        using var other = await api.Http.GetAsync(new Uri(address[..^1], UriKind.Relative));
        Assert.Equal("no-cache", other.Headers.CacheControl?.ToString());
        using var none = await api.Http.GetAsync(new Uri("/docs/assets/nothing.css", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>One of the first level, and no level is left out on the way down.</summary>
    private static void AssertHeadings(string path, string html)
    {
        var levels = Headings().Matches(html).Select(m => m.Groups[1].Value[0] - '0').ToList();
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.Equal(1, levels[0]);
        for (var i = 1; i < levels.Count; i++) Assert.True(levels[i] <= levels[i - 1] + 1, $"{path}: a heading of level {levels[i]} after {levels[i - 1]}");
    }

    [GeneratedRegex("""<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|href="javascript:""")]
    private static partial Regex Inline();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Headings();

    [GeneratedRegex("""\sid="([^"]+)""")]
    private static partial Regex Ids();

    [GeneratedRegex("""\s(?:href|src)="([^"]*)""")]
    private static partial Regex Links();
}
