using System.Net;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Tests.Moderation;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The worker's dashboard in a browser without scripts.</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task An_hour_of_work_is_what_was_paid_for_answers_in_the_minutes_with_answers()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        var worker = new WorkerId((await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"))!.Id);
        var (_, fresh) = await browser.Get("/dashboard");
        Assert.Contains("Nothing yet in the last 14 days", fresh, StringComparison.Ordinal);

        // Of one day, whatever the time is: twelve minutes with two answers each.
        var noon = new DateTimeOffset(DateTime.UtcNow.Date.AddHours(-12), TimeSpan.Zero);
        for (var minute = 0; minute < 12; minute++)
            for (var n = 0; n < 2; n++) await host.Earn(worker, "0.005001", noon.AddMinutes(minute).AddSeconds(n));
        var (_, html) = await browser.Get("/dashboard");

        Assert.Contains(">$0.12<", html, StringComparison.Ordinal);
        Assert.Contains("$0.120024 exactly", html, StringComparison.Ordinal);
        Assert.Contains("$0.60012 exactly", html, StringComparison.Ordinal);
        Assert.Contains("data-value=\"0.600120000\">$0.60012 (12 min)", html, StringComparison.Ordinal);
        Assert.Contains("× 60 ÷ minutes of work", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_skill_stands_with_its_interval_and_the_limits_it_is_held_against()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "second@example.org");
        var (_, html) = await browser.Get("/dashboard");

        Assert.Contains("98.", html, StringComparison.Ordinal); // 61 of 62
        Assert.Contains("class=\"skill-interval\"", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"badge badge-good\">yes</span>", html, StringComparison.Ordinal);
        Assert.Contains("after 14", html, StringComparison.Ordinal); // of 200 answers of evidence, before the coefficient counts
        Assert.Contains("of 10 among your last 200 answers", html, StringComparison.Ordinal);
        Assert.Contains("more than 30\u202F% of the answers are reported bad", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sanction_is_shown_with_its_evidence_and_appealed_once()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var id = await court.Answered(court.First, "qqqq");
        await moderator.Post($"workers/{court.First.Id}/suspend", new { reason = "Odd answers.", captchas = new[] { id.Value } });
        var sanction = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0].Id;
        using var browser = await SignIn(court, "first@example.org");

        var (_, html) = await browser.Get("/dashboard");
        Assert.Contains("You get no paid work at the moment", html, StringComparison.Ordinal);
        Assert.Contains("Odd answers.", html, StringComparison.Ordinal);
        Assert.Contains("qqqq", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"moderator {moderator.Id}", html, StringComparison.Ordinal);
        var image = $"/worker/v1/sanctions/{sanction}/evidence/{id}/image";
        Assert.Contains(image, html, StringComparison.Ordinal);
        Assert.Equal("image/png", (await browser.Http.GetAsync(image)).Content.Headers.ContentType!.MediaType);

        var (empty, refused) = await browser.Submit("/dashboard", $"/dashboard?id={sanction}&handler=Appeal", ("Text", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("Write 1 to 2000 characters", refused, StringComparison.Ordinal);
        var (done, _) = await browser.Submit("/dashboard", $"/dashboard?id={sanction}&handler=Appeal", ("Text", "I had no glasses."));
        Assert.Equal("/dashboard#sanctions", done.Headers.Location!.OriginalString);
        var (_, after) = await browser.Get("/dashboard");
        Assert.Contains("I had no glasses.", after, StringComparison.Ordinal);
        Assert.Contains("2 d 23 h", after, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Appeal", after, StringComparison.Ordinal);
        var (again, text) = await browser.Submit("/dashboard", $"/dashboard?id={sanction}&handler=Appeal", ("Text", "Once more."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("appealed against this one before", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reaches_the_sanction_of_another_by_its_number()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var id = await court.Answered(court.First, "qqqq");
        await moderator.Post($"workers/{court.First.Id}/suspend", new { reason = "Odd answers.", captchas = new[] { id.Value } });
        var sanction = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0].Id;
        using var other = await SignIn(court, "second@example.org");

        Assert.DoesNotContain("Odd answers.", (await other.Get("/dashboard")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync($"/worker/v1/sanctions/{sanction}/evidence/{id}/image")).StatusCode);
        var (posted, text) = await other.Submit("/dashboard", $"/dashboard?id={sanction}&handler=Appeal", ("Text", "Mine."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.StatusCode);
        Assert.Contains("no such sanction of yours", text, StringComparison.Ordinal);
        Assert.Equal(SanctionStatus.InForce, (await court.Host.Store.FindSanction(sanction))!.Status);
        using var own = await SignIn(court, "first@example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await own.Http.GetAsync($"/worker/v1/sanctions/{sanction}/evidence/{id.Value + 1}/image")).StatusCode);
    }

    private static async Task<PlainBrowser> SignIn(Court court, string email)
    {
        var browser = new PlainBrowser(court.Host);
        await browser.Submit("/signin", ("Email", email), ("Password", Court.Password));
        return browser;
    }
}
