using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Portal.Tests;

public sealed class OperatorCalls
{
    private const string Password = "four grains of wheat";

    [Fact]
    public async Task Only_operators_come_in()
    {
        await using var portal = await PortalHost.Start();
        using var nobody = new HttpClient { BaseAddress = portal.Address };
        foreach (var call in (string[])["domains", "domains/example.com", "domains/example.com/ratings", "authorisations", "audit/head", "audit/export"])
        {
            var refused = await nobody.GetAsync(new Uri($"operator/v1/{call}", UriKind.Relative));
            Assert.Equal((HttpStatusCode.Unauthorized, "not_signed_in"), (refused.StatusCode, await Code(refused)));
        }
        foreach (var role in (PersonRole[])[PersonRole.Worker, PersonRole.Moderator])
        {
            await portal.AddPerson($"{role}@example.org", Password, role);
            var session = await nobody.PostAsJsonAsync("operator/v1/session", new { email = $"{role}@example.org", password = Password });
            Assert.Equal((HttpStatusCode.Forbidden, "not_an_operator"), (session.StatusCode, await Code(session)));
        }
        using var worker = await WorkerClient.SignIn(portal);
        var forbidden = await worker.Http.GetAsync(new Uri("operator/v1/domains", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Forbidden, "not_an_operator"), (forbidden.StatusCode, await Code(forbidden)));
        var wrong = await nobody.PostAsJsonAsync("operator/v1/session", new { email = "worker@example.org", password = "wrong" });
        Assert.Equal("bad_credentials", await Code(wrong));
        Assert.Equal("no_such_call", await Code(await nobody.GetAsync(new Uri("operator/v1/nothing/here", UriKind.Relative))));
    }

    [Fact]
    public async Task An_operator_denies_a_domain_makes_exceptions_and_takes_them_back_with_reasons()
    {
        await using var portal = await PortalHost.Start();
        using var http = await SignIn(portal);
        Assert.Equal(HttpStatusCode.NoContent, (await http.PutAsJsonAsync("operator/v1/domains/Example.COM.", new { standing = "denied", reason = "asked by letter" })).StatusCode);
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(portal, "https://www.example.com/"));
        var policy = await http.GetFromJsonAsync<JsonElement>("operator/v1/domains/www.example.com");
        Assert.Equal(("denied", "operator", "example.com", "asked by letter"), (Text(policy, "standing"), Text(policy, "source"), Text(policy, "rule"), Text(policy, "reason")));

        Assert.Equal(HttpStatusCode.NoContent, (await http.PutAsJsonAsync("operator/v1/domains/staging.irs.gov", new { standing = "open", reason = "their own test" })).StatusCode);
        Assert.Equal(SubmitVerdict.Accepted, await Submit(portal, "https://staging.irs.gov/"));
        var rules = (await http.GetFromJsonAsync<JsonElement>("operator/v1/domains")).GetProperty("rules").EnumerateArray().Select(r => Text(r, "name"));
        Assert.Equal(["example.com", "staging.irs.gov"], rules);

        Assert.Equal(HttpStatusCode.NoContent, (await Delete(http, "staging.irs.gov", "test is over")).StatusCode);
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(portal, "https://staging.irs.gov/"));
        Assert.Equal(["domain.denied", "domain.excepted", "domain.rule_removed"], (await portal.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act).Where(a => a != "captcha.refused"));
    }

    [Fact]
    public async Task An_operator_sees_how_good_workers_are_for_a_domain_in_pages()
    {
        await using var portal = await PortalHost.Start();
        using var http = await SignIn(portal);
        for (var n = 1; n <= 60; n++) await Report(portal, new WorkerId(1_000 + n), "shop.test", good: n);
        var first = await http.GetFromJsonAsync<JsonElement>("operator/v1/domains/Shop.TEST./ratings");
        Assert.Equal(("shop.test", 60, 50), (Text(first, "domain"), first.GetProperty("workers").GetInt32(), first.GetProperty("ratings").GetArrayLength()));
        var worst = first.GetProperty("ratings")[0];
        Assert.Equal((1_001, 1.0, 3.0), (worst.GetProperty("worker").GetInt64(), worst.GetProperty("right").GetDouble(), Math.Round(worst.GetProperty("wrong").GetDouble(), 1)));
        Assert.InRange(worst.GetProperty("rating").GetDouble(), 0.2, worst.GetProperty("overall").GetDouble());
        var second = await http.GetFromJsonAsync<JsonElement>($"operator/v1/domains/shop.test/ratings?after={first.GetProperty("next")}");
        Assert.Equal((10, false), (second.GetProperty("ratings").GetArrayLength(), second.TryGetProperty("next", out _)));
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("operator/v1/domains/other.test/ratings")).GetProperty("workers").GetInt32());
        Assert.Equal("out_of_range", await Code(await http.GetAsync(new Uri("operator/v1/domains/shop.test/ratings?after=x", UriKind.Relative))));
        Assert.Equal("no_domain", await Code(await http.GetAsync(new Uri("operator/v1/domains/a..b/ratings", UriKind.Relative))));
    }

    private static async Task Report(PortalHost portal, WorkerId worker, string domain, int good)
    {
        var captcha = new CaptchaId(1_000_000 + worker.Value);
        var now = DateTimeOffset.UtcNow;
        await portal.Store.AddReport(new ReportRow(captcha, CustomerId.House, true, now, captcha.Value));
        var (next, _) = (await portal.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = Enumerable.Range(0, good + 3).Select(n => new Evidence(
            worker, new CaptchaId(captcha.Value * 1_000 + n), EvidenceSource.Report, Kind.RecaptchaV3, n >= 3, 1, now, domain));
        await portal.Store.Commit(new ReportCommit(next, [.. pieces], [], now));
    }

    [Theory]
    [InlineData("example.com", """{"standing":"denied"}""", 422, "out_of_range")]
    [InlineData("example.com", """{"standing":"denied","reason":"   "}""", 422, "out_of_range")]
    [InlineData("example.com", """{"standing":"denied","reason":"\u0000\u0000\u0000\u0000\u0000"}""", 422, "out_of_range")]
    [InlineData("example.com", """{"standing":"maybe","reason":"because it is"}""", 422, "out_of_range")]
    [InlineData("a..b", """{"standing":"denied","reason":"because it is"}""", 422, "no_domain")]
    [InlineData("example.com", "[]", 400, "bad_request")]
    [InlineData("example.com", "nonsense", 400, "bad_request")]
    public async Task A_rule_without_a_domain_or_a_reason_is_none(string name, string body, int status, string code)
    {
        await using var portal = await PortalHost.Start();
        using var http = await SignIn(portal);
        var reply = await http.PutAsync(new Uri($"operator/v1/domains/{name}", UriKind.Relative), new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));
        Assert.Equal((status, code), ((int)reply.StatusCode, await Code(reply)));
        Assert.Equal("out_of_range", await Code(await Delete(http, "example.com", null)));
        Assert.Equal(0, (await portal.Store.FindAuditHead()).Sequence);
    }

    [Fact]
    public async Task A_declaration_waits_for_an_operator_who_confirms_it_for_a_time()
    {
        await using var portal = await PortalHost.Start();
        using var http = await SignIn(portal);
        var declared = await http.PostAsJsonAsync("operator/v1/authorisations", new { customer = 1, domain = "https://Shop.example.com/", ground = "contract", note = "letter of May" });
        Assert.Equal(HttpStatusCode.OK, declared.StatusCode);
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(portal, "https://shop.example.com/", Kind.RecaptchaV2));
        var pending = (await http.GetFromJsonAsync<JsonElement>("operator/v1/authorisations")).GetProperty("pending");
        Assert.Equal((1, "shop.example.com"), (pending[0].GetProperty("customer").GetInt32(), Text(pending[0], "domain")));

        var path = "operator/v1/authorisations/1/shop.example.com";
        Assert.Equal("out_of_range", await Code(await http.PostAsJsonAsync($"{path}/confirm", new { reason = "letter seen" })));
        Assert.Equal("not_possible", await Code(await http.PostAsJsonAsync($"{path}/confirm", new { reason = "letter seen", expiresAt = DateTimeOffset.UtcNow.AddYears(3) })));
        var confirmed = await http.PostAsJsonAsync($"{path}/confirm", new { reason = "letter seen", expiresAt = DateTimeOffset.UtcNow.AddDays(30) });
        Assert.Equal("confirmed", Text(await confirmed.Content.ReadFromJsonAsync<JsonElement>(), "state"));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(portal, "https://shop.example.com/", Kind.RecaptchaV2));
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("operator/v1/authorisations")).GetProperty("pending").GetArrayLength());

        Assert.Equal("not_possible", await Code(await http.PostAsJsonAsync($"{path}/refuse", new { reason = "second thoughts" })));
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsJsonAsync($"{path}/withdraw", new { reason = "contract ended" })).StatusCode);
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(portal, "https://shop.example.com/", Kind.RecaptchaV2));
        var all = (await http.GetFromJsonAsync<JsonElement>("operator/v1/authorisations/1")).GetProperty("declarations");
        Assert.Equal(("withdrawn", "contract ended"), (Text(all[0], "state"), Text(all[0], "reason")));
        Assert.Equal("no_such_customer", await Code(await http.GetAsync(new Uri("operator/v1/authorisations/99", UriKind.Relative))));
        Assert.Equal("no_such_customer", await Code(await http.PostAsJsonAsync("operator/v1/authorisations", new { customer = 99, domain = "a.test", ground = "contract" })));
        Assert.Equal("out_of_range", await Code(await http.PostAsJsonAsync("operator/v1/authorisations", new { customer = 1, domain = "a.test", ground = "whim" })));
    }

    [Fact]
    public async Task The_audit_log_is_exported_verified_and_goes_through_the_published_head()
    {
        await using var portal = await PortalHost.Start();
        using var http = await SignIn(portal);
        for (var n = 0; n < 5; n++) await Submit(portal, "https://irs.gov/");
        var published = AuditHead.Parse(Text(await http.GetFromJsonAsync<JsonElement>("operator/v1/audit/head"), "head"))!;
        Assert.Equal(5, published.Sequence);
        await Submit(portal, "https://irs.gov/");
        var file = await http.GetByteArrayAsync(new Uri("operator/v1/audit/export", UriKind.Relative));
        var finding = Verify(file, published);
        Assert.Null(finding.Flaw);
        Assert.Equal(7, finding.Head!.Sequence); // with the export itself
        Assert.NotNull(Verify(file[..^2], published).Flaw);
        Assert.Null(Verify(await http.GetByteArrayAsync(new Uri("operator/v1/audit/export?after=5", UriKind.Relative)), published).Flaw);
        Assert.Equal("out_of_range", await Code(await http.GetAsync(new Uri("operator/v1/audit/export?after=5000", UriKind.Relative))));
        Assert.Equal("out_of_range", await Code(await http.GetAsync(new Uri("operator/v1/audit/export?after=x", UriKind.Relative))));
    }

    private static async Task<HttpClient> SignIn(PortalHost portal)
    {
        await portal.AddPerson("op@example.org", Password, PersonRole.Operator);
        var http = new HttpClient { BaseAddress = portal.Address };
        var session = await http.PostAsJsonAsync("operator/v1/session", new { email = "op@example.org", password = Password });
        var token = Text(await session.Content.ReadFromJsonAsync<JsonElement>(), "token");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<HttpResponseMessage> Delete(HttpClient http, string name, string? reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"operator/v1/domains/{name}") { Content = JsonContent.Create(new { reason }) };
        return await http.SendAsync(request);
    }

    private static async Task<SubmitVerdict> Submit(PortalHost portal, string page, Kind kind = Kind.ImageText)
    {
        var request = kind == Kind.ImageText ? new CaptchaRequest(kind) { Domain = page } : new CaptchaRequest(kind) { Token = new TokenTask(page, "key") };
        return (await portal.Marketplace.CustomerDesk.Submit(new CustomerId(1), request, CaptchaImages.None)).Result.Verdict;
    }

    private static AuditFinding Verify(byte[] file, AuditHead published)
    {
        var verifier = new AuditVerifier();
        verifier.Expect(published);
        for (var start = 0; start < file.Length;)
        {
            var end = Array.IndexOf(file, (byte)'\n', start) is >= 0 and var at ? at + 1 : file.Length;
            verifier.Take(file.AsSpan(start, end - start));
            start = end;
        }
        return verifier.Finish();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<string?> Code(HttpResponseMessage reply) => Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "code");
}
