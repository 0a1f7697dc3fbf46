using System.Collections.Immutable;
using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Moderators;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>Moderators' pages, as a browser without scripts sees them.</summary>
public sealed class ModeratorPages
{
    [Fact]
    public async Task The_queue_leads_to_the_case_and_a_resolution_opens_the_next_one()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "mo");
        var first = await court.Dispute("O0l1x", "xyz");
        var second = await court.Dispute("abcd", "abce");

        var (_, queue) = await browser.Get("/moderator");
        Assert.Contains($"href=\"/moderator/cases/{first}\"", queue, StringComparison.Ordinal);
        Assert.Contains($"href=\"/moderator/cases/{second}\"", queue, StringComparison.Ordinal);
        Assert.Contains($"href=\"/moderator/workers/{court.First.Id}\"", queue, StringComparison.Ordinal);
        Assert.Contains("left", queue, StringComparison.Ordinal);

        var (_, page) = await browser.Get($"/moderator/cases/{second}");
        Assert.Contains("abc<mark>d</mark>", page, StringComparison.Ordinal);
        Assert.Contains("abc<mark>e</mark>", page, StringComparison.Ordinal);
        Assert.Contains("Different: e.", page, StringComparison.Ordinal);
        Assert.Contains($"/moderator/v1/cases/{second}/image", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tester", page, StringComparison.Ordinal); // the customer's name
        Assert.Equal("image/png", (await browser.Http.GetAsync($"/moderator/v1/cases/{second}/image")).Content.Headers.ContentType!.MediaType);

        var (resolved, _) = await browser.Submit($"/moderator/cases/{first}", $"/moderator/cases/{first}?handler=Resolve", ("right", "second"));
        Assert.Equal($"/moderator/cases/{second}", resolved.Headers.Location!.OriginalString);
        Assert.Contains($"Case {first}: ", (await browser.Get($"/moderator/cases/{second}")).Html, StringComparison.Ordinal);
        var state = (await court.Host.Store.FindReportState(first))!;
        Assert.Equal("xyz", state.Resolution);

        var (last, _) = await browser.Submit($"/moderator/cases/{second}", $"/moderator/cases/{second}?handler=Resolve", ("Answer", "abcd"));
        Assert.Equal("/moderator", last.Headers.Location!.OriginalString);
        Assert.Equal(ReportStatus.RightAfterAll, (await court.Host.Store.FindReportState(second))!.Status);
        Assert.Contains("right after all", (await browser.Get("/moderator")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_over_is_shown_without_its_image_when_that_is_gone()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "mo");
        var id = await court.Dispute("O0l1x", "xyz");
        await browser.Submit($"/moderator/cases/{id}", $"/moderator/cases/{id}?handler=Resolve", ("right", "second"));
        await court.Host.Store.RetireGold(id, GoldEnd.TakenOff);
        await court.Host.Store.DeleteImages(default, 10, new ImagesDue(DateTimeOffset.UtcNow.AddDays(7), [], DateTimeOffset.UnixEpoch));
        var (_, page) = await browser.Get($"/moderator/cases/{id}");
        Assert.Contains("The image is no longer kept.", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/moderator/v1/cases/{id}/image", page, StringComparison.Ordinal);
        Assert.Contains("xyz", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SanctionStatus.InForce, 6, true)]
    [InlineData(SanctionStatus.InForce, 89, true)]
    [InlineData(SanctionStatus.InForce, 90, false)]
    [InlineData(SanctionStatus.Lifted, 6, true)]
    [InlineData(SanctionStatus.Lifted, 7, false)]
    public void Images_of_evidence_are_shown_as_long_as_they_are_kept(SanctionStatus status, int days, bool shown)
    {
        var ban = new Sanction
        {
            Id = new SanctionId(1),
            Origin = "act/5/ban/1",
            Worker = new WorkerId(5),
            What = SanctionKind.Ban,
            At = DateTimeOffset.UnixEpoch,
            Why = "because",
            Status = status,
        };
        var card = new SanctionCard(ban, ban.At.AddDays(days), "/", ImmutableDictionary<CaptchaId, string>.Empty, ForModerator: true);
        Assert.Equal(shown, card.ShowsImages(ImageOptions.Default));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_one_is_refused_beside_the_box_and_kept_in_it()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "mo");
        var id = await court.Dispute("abc", "xyz", new CaptchaRequest(Kind.ImageText) { MaxLength = 6 });

        var (response, page) = await browser.Submit($"/moderator/cases/{id}", $"/moderator/cases/{id}?handler=Resolve", ("Answer", "far too long"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("too long", page, StringComparison.Ordinal);
        Assert.Contains("value=\"far too long\"", page, StringComparison.Ordinal);
        Assert.Equal(ReportStatus.AwaitingModerator, (await court.Host.Store.FindReportState(id))!.Status);
    }

    [Fact]
    public async Task A_ban_is_decided_with_its_reason_which_the_worker_reads()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "mo");
        using var program = await court.Enter("nina");
        var id = await court.Suspend(program);
        var (_, page) = await browser.Get($"/moderator/cases/{id}");
        Assert.Contains("Ban this worker?", page, StringComparison.Ordinal);

        var path = $"/moderator/cases/{id}?handler=Decide";
        var (empty, _) = await browser.Submit($"/moderator/cases/{id}", path, ("decision", "ban"), ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        var (wrong, _) = await browser.Submit($"/moderator/cases/{id}", path, ("decision", "training"), ("Reason", "milder"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(ReportStatus.AwaitingBan, (await court.Host.Store.FindReportState(id))!.Status);
        var (done, _) = await browser.Submit($"/moderator/cases/{id}", path, ("decision", "ban"), ("Reason", "Typed anything."));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        await court.Host.Settle();

        var ban = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0];
        Assert.Equal((SanctionKind.Ban, "Typed anything."), (ban.What, ban.Why));
    }

    [Fact]
    public async Task Nobody_sees_or_decides_a_case_of_his_own_or_of_a_linked_account()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "mo");
        var mine = (await court.Host.Store.FindPersonByEmail("MO@EXAMPLE.ORG"))!.Id;
        var id = await court.Dispute("abcd", "abce");
        await court.Link(court.First.Id, mine);

        Assert.DoesNotContain($"cases/{id}", (await browser.Get("/moderator")).Html, StringComparison.Ordinal);
        var (response, page) = await browser.Get($"/moderator/cases/{id}");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Another moderator does this", page, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get($"/moderator/v1/cases/{id}/image")).Response.StatusCode);
        var (posted, _) = await browser.Submit("/moderator", $"/moderator/cases/{id}?handler=Resolve", ("right", "first"));
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        Assert.Equal(ReportStatus.AwaitingModerator, (await court.Host.Store.FindReportState(id))!.Status);

        var (_, worker) = await browser.Get($"/moderator/workers/{court.First.Id}");
        Assert.Contains("Another moderator does this", worker, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Impose", worker, StringComparison.Ordinal);
        var (imposed, text) = await browser.Submit("/moderator", $"/moderator/workers/{court.First.Id}?handler=Impose", ("what", "ban"), ("Reason", "Rival."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, imposed.StatusCode);
        Assert.Contains("Another moderator does this", text, StringComparison.Ordinal);
        Assert.Empty(await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 10));
    }

    [Fact]
    public async Task A_worker_is_suspended_with_evidence_and_let_back()
    {
        await using var court = await Court.Open();
        using var browser = await SignIn(court, "mo");
        var id = await court.Answered(court.First, "qqqq");
        var page = $"/moderator/workers/{court.First.Id}";
        Assert.Equal($"/moderator/workers/{court.First.Id}", (await browser.Get($"/moderator/find?worker={court.First.Id}")).Response.Headers.Location!.OriginalString);

        var (others, _) = await browser.Submit(page, $"{page}?handler=Impose", ("what", "suspension"), ("Reason", "Odd answers."), ("Captchas", "999999"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, others.StatusCode);
        var (done, _) = await browser.Submit(page, $"{page}?handler=Impose", ("what", "suspension"), ("Reason", "Odd answers."), ("Captchas", $"{id}"));
        Assert.Equal(page, done.Headers.Location!.OriginalString);
        var (_, shown) = await browser.Get(page);
        Assert.Contains("Odd answers.", shown, StringComparison.Ordinal);
        Assert.Contains("qqqq", shown, StringComparison.Ordinal);
        var sanction = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0].Id;
        var image = $"/moderator/v1/sanctions/{sanction}/evidence/{id}/image";
        Assert.Contains(image, shown, StringComparison.Ordinal);
        Assert.Equal("image/png", (await browser.Http.GetAsync(image)).Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/moderator/v1/sanctions/{sanction}/evidence/999/image")).StatusCode);

        var (lifted, _) = await browser.Submit(page, $"{page}?handler=Lift", ("LiftReason", "They are fine."));
        Assert.Equal(page, lifted.Headers.Location!.OriginalString);
        Assert.Equal("active", (await court.First.Get("me")).Text("status"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/moderator/workers/424242")).Response.StatusCode);
    }

    [Fact]
    public async Task An_appeal_waits_with_its_clock_for_another_moderator_than_the_one_who_decided()
    {
        await using var court = await Court.Open();
        using var judge = await SignIn(court, "nina");
        using var same = await SignIn(court, "mo");
        using var program = await Court.Caller.SignIn(court.Host, "mo@example.org", PersonRole.Moderator, 0);
        Assert.Equal(HttpStatusCode.OK, (await program.Post($"workers/{court.First.Id}/suspend", new { reason = "Odd answers." })).Status);
        var sanction = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0].Id;
        await court.First.Post($"sanctions/{sanction}/appeal", new { text = "I had <b>no</b> glasses." });

        Assert.DoesNotContain("glasses", (await same.Get("/moderator/appeals")).Html, StringComparison.Ordinal);
        var (refused, _) = await same.Get($"/moderator/appeals/{sanction}");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var (_, list) = await judge.Get("/moderator/appeals");
        Assert.Contains("glasses", list, StringComparison.Ordinal);
        Assert.Contains("2 d 23 h", list, StringComparison.Ordinal);
        Assert.Contains($"href=\"/moderator/appeals/{sanction}\"", list, StringComparison.Ordinal);

        var (empty, _) = await judge.Submit($"/moderator/appeals/{sanction}", ("decision", "overturn"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        var (done, _) = await judge.Submit($"/moderator/appeals/{sanction}", ("decision", "overturn"), ("Reason", "New glasses."));
        Assert.Equal("/moderator/appeals", done.Headers.Location!.OriginalString);
        Assert.Equal(SanctionStatus.Overturned, (await court.Host.Store.FindSanction(sanction))!.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await judge.Get("/moderator/appeals/99999")).Response.StatusCode);
    }

    private static async Task<PlainBrowser> SignIn(Court court, string name)
    {
        await court.Host.AddPerson($"{name}@example.org", PlainBrowser.Password, PersonRole.Moderator);
        var browser = new PlainBrowser(court.Host);
        await browser.Submit("/signin", ("Email", $"{name}@example.org"), ("Password", PlainBrowser.Password));
        return browser;
    }
}
