using System.Net;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>Cases that hidden tests have opened: on the pages, over HTTP, and what their worker is told.</summary>
public sealed class GoldCases
{
    [Fact]
    public async Task The_queue_says_what_it_is_about_and_the_case_shows_the_known_answer_and_is_decided()
    {
        await using var court = await Court.OpenWithGold(20);
        using var browser = await Moderator(court);
        var id = await court.FailTests();
        var (_, queue) = await browser.Get("/moderator");
        Assert.Contains($"href=\"/moderator/cases/{id}\"", queue, StringComparison.Ordinal);
        Assert.Contains("a decision on a ban, after hidden tests", queue, StringComparison.Ordinal);

        var (opened, page) = await browser.Get($"/moderator/cases/{id}");
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("6 of 6 hidden tests", page, StringComparison.Ordinal);
        Assert.Contains("The known answer", page, StringComparison.Ordinal);
        Assert.Contains("<mark>gold</mark>", page, StringComparison.Ordinal);
        Assert.Contains("<mark>brass</mark>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("customer submitted", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ban\" data-key=\"b\" data-focus", page, StringComparison.Ordinal);
        Assert.Contains("value=\"lift\" data-key=\"l\"", page, StringComparison.Ordinal);
        Assert.Equal("image/png", (await browser.Http.GetAsync($"/moderator/v1/cases/{id}/image")).Content.Headers.ContentType!.MediaType);

        var path = $"/moderator/cases/{id}?handler=Decide";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Submit($"/moderator/cases/{id}", path, ("decision", "training"), ("Reason", "milder"))).Response.StatusCode);
        var (done, _) = await browser.Submit($"/moderator/cases/{id}", path, ("decision", "ban"), ("Reason", "Typed anything."));
        Assert.Equal("/moderator", done.Headers.Location!.OriginalString);
        await court.Host.Settle();
        Assert.Equal("banned", (await court.First.Get("me")).Text("status"));
        Assert.Contains("decided: Typed anything.", (await browser.Get($"/moderator/cases/{id}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"cases/{id}", (await browser.Get("/moderator")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ban", "banned", "banned")]
    [InlineData("lift", "lifted", "active")]
    public async Task The_call_shows_the_known_answer_and_decides(string decision, string status, string standing)
    {
        await using var court = await Court.OpenWithGold(20);
        using var moderator = await court.Enter("mo");
        var id = await court.FailTests();
        var entry = Assert.Single((await moderator.Get("cases")).Body.GetProperty("cases").EnumerateArray());
        Assert.Equal((id.Value, "ban", "hidden_tests"), (entry.GetProperty("captcha").GetInt64(), entry.GetProperty("waitsFor").GetString(), entry.GetProperty("about").GetString()));
        var view = (await moderator.Get($"cases/{id}")).Body;
        Assert.Equal(("awaiting_ban", "brass", "differs_too_much"),
            (view.GetProperty("status").GetString(), view.GetProperty("answer").GetString(), view.GetProperty("comparison").GetString()));
        var tests = view.GetProperty("hiddenTests");
        Assert.Equal((Court.Known, 6, 6), (tests.GetProperty("expectedAnswer").GetString(), tests.GetProperty("wrong").GetInt32(), tests.GetProperty("answered").GetInt32()));
        Assert.Equal(Enumerable.Repeat(("brass", Court.Known), 6),
            tests.GetProperty("answers").EnumerateArray().Select(a => (a.GetProperty("answer").GetString()!, a.GetProperty("expectedAnswer").GetString()!)));

        (await moderator.Post($"cases/{id}/resolve", new { answer = "gold" })).IsProblem(409, "case_over");
        (await moderator.Post($"cases/{id}/decide", new { decision = "training", reason = "milder" })).IsProblem(409, "case_over");
        Assert.Equal(status, (await moderator.Post($"cases/{id}/decide", new { decision, reason = "Because." })).Text("status"));
        Assert.Equal(status, (await moderator.Post($"cases/{id}/decide", new { decision, reason = "Because." })).Text("status"));
        await court.Host.Settle();
        Assert.Equal(standing, (await court.First.Get("me")).Text("status"));
        Assert.Equal(status, (await moderator.Get($"cases/{id}")).Text("status"));
    }

    [Fact]
    public async Task Nobody_sees_or_decides_a_case_of_hidden_tests_of_a_linked_account_or_his_own()
    {
        await using var court = await Court.OpenWithGold(20);
        using var linked = await court.Enter("mo");
        var id = await court.FailTests();
        await court.Link(court.First.Id, linked.Id);
        var person = (await court.Host.Store.FindPerson(court.First.Id))!;
        Assert.True(await court.Host.Store.UpdatePerson(person with { Roles = RoleSet.Of(PersonRole.Worker, PersonRole.Moderator) }));
        using var himself = await Court.Caller.SignIn(court.Host, "first@example.org", PersonRole.Moderator, person.Id);
        foreach (var involved in new[] { linked, himself })
        {
            Assert.Empty((await involved.Get("cases")).Body.GetProperty("cases").EnumerateArray());
            (await involved.Get($"cases/{id}")).IsProblem(403, "involved");
            (await involved.Get($"cases/{id}/image")).IsProblem(403, "involved");
            (await involved.Post($"cases/{id}/decide", new { decision = "lift", reason = "A friend." })).IsProblem(403, "involved");
        }
        Assert.Equal(ReportStatus.AwaitingBan, (await court.Host.Store.FindReportState(id))!.Status);
    }

    [Fact]
    public async Task A_worker_reads_what_was_expected_only_of_tasks_that_are_used_no_more_and_a_moderator_of_all()
    {
        await using var court = await Court.OpenWithGold(20);
        using var moderator = await court.Enter("mo");
        using var pages = await Moderator(court, "nina");
        using var own = new PlainBrowser(court.Host);
        await own.Submit("/signin", ("Email", "first@example.org"), ("Password", Court.Password));
        var id = await court.FailTests();
        var evidence = await Evidence(court);
        Assert.Equal(6, evidence.Count);
        Assert.All(evidence, e => Assert.Equal(("brass", "differs_too_much", false),
            (e.GetProperty("answer").GetString(), e.GetProperty("finding").GetString(), e.TryGetProperty("expectedAnswer", out _))));
        var (_, dashboard) = await own.Get("/dashboard");
        Assert.Contains("hidden tests", dashboard, StringComparison.Ordinal);
        Assert.Contains("not told while the test is in use", dashboard, StringComparison.Ordinal);
        Assert.DoesNotContain(Court.Known, dashboard, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(">reported bad<", dashboard, StringComparison.Ordinal);

        var file = (await moderator.Get($"workers/{court.First.Id}")).Body.GetProperty("sanctions")[0].GetProperty("sanction");
        Assert.All(file.GetProperty("evidence").EnumerateArray(), e => Assert.Equal(Court.Known, e.GetProperty("expectedAnswer").GetString()));
        var (_, worker) = await pages.Get($"/moderator/workers/{court.First.Id}");
        Assert.Contains($"<span class=\"sanction-answer\">{Court.Known}</span>", worker, StringComparison.Ordinal);

        // One of the tasks is retired; the appeal is told no more than the list.
        var retired = (await court.Host.Store.FindCaptcha(id))!.Gold!.Gold;
        Assert.True(await court.Host.Store.RetireGold(retired, GoldEnd.WornOut));
        var told = Assert.Single(await Evidence(court), e => e.TryGetProperty("expectedAnswer", out _));
        Assert.Equal((id.Value, Court.Known), (told.GetProperty("captchaId").GetInt64(), told.GetProperty("expectedAnswer").GetString()));
        var sanction = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0].Id;
        var appealed = await court.First.Post($"sanctions/{sanction}/appeal", new { text = "It was dark." });
        Assert.Single(appealed.Body.GetProperty("evidence").EnumerateArray(), e => e.TryGetProperty("expectedAnswer", out _));
        Assert.Contains($">{Court.Known}<", (await own.Get("/dashboard")).Html, StringComparison.Ordinal);
        Assert.Contains($">{Court.Known}<", (await pages.Get($"/moderator/appeals/{sanction}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ban_on_the_workers_page_leaves_a_case_that_can_be_decided()
    {
        await using var court = await Court.OpenWithGold(20);
        using var browser = await Moderator(court);
        var id = await court.FailTests();
        var page = $"/moderator/workers/{court.First.Id}";
        Assert.Equal(HttpStatusCode.Redirect,
            (await browser.Submit(page, $"{page}?handler=Impose", ("what", "ban"), ("Reason", "Sold the account."))).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get($"/moderator/cases/{id}")).Response.StatusCode);
        var (done, _) = await browser.Submit($"/moderator/cases/{id}", $"/moderator/cases/{id}?handler=Decide", ("decision", "ban"), ("Reason", "That too."));
        Assert.Equal("/moderator", done.Headers.Location!.OriginalString);
        await court.Host.Settle();
        Assert.Empty(await court.Host.Store.AwaitingModerator(default, 10));
        Assert.Equal(SanctionStatus.Superseded, (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 10)).Single(s => s.What == SanctionKind.Suspension).Status);
    }

    private static async Task<IReadOnlyList<JsonElement>> Evidence(Court court) =>
        [.. (await court.First.Get("sanctions")).Body.GetProperty("sanctions")[0].GetProperty("evidence").EnumerateArray()];

    private static async Task<PlainBrowser> Moderator(Court court, string name = "nina")
    {
        await court.Host.AddPerson($"{name}@example.org", PlainBrowser.Password, PersonRole.Moderator);
        var browser = new PlainBrowser(court.Host);
        await browser.Submit("/signin", ("Email", $"{name}@example.org"), ("Password", PlainBrowser.Password));
        return browser;
    }
}
