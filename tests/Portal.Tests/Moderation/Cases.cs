using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>Disputed answers before a moderator, over HTTP.</summary>
public sealed class Cases
{
    [Fact]
    public async Task A_case_waits_with_all_that_a_moderator_needs_and_never_says_who_the_customer_is()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var id = await court.Dispute("O0l1", "xyz", new CaptchaRequest(Kind.ImageText) { Instruction = "red letters", MaxLength = 6 });
        var entry = Assert.Single((await moderator.Get("cases")).Body.GetProperty("cases").EnumerateArray());
        Assert.Equal((id.Value, "resolution", "ImageText", court.First.Id),
            (entry.GetProperty("captcha").GetInt64(), entry.GetProperty("waitsFor").GetString(), entry.GetProperty("kind").GetString(), entry.GetProperty("worker").GetInt64()));
        Assert.InRange(entry.GetProperty("ageSeconds").GetInt64(), 0, 60);

        var view = (await moderator.Get($"cases/{id}")).Body;
        Assert.Equal(("awaiting_moderator", "red letters", "O0l1", "xyz", "differs_too_much"),
            (view.GetProperty("status").GetString(), view.GetProperty("instruction").GetString(), view.GetProperty("answer").GetString(),
                view.GetProperty("secondAnswer").GetString(), view.GetProperty("comparison").GetString()));
        Assert.Equal(6, view.GetProperty("constraints").GetProperty("maxLength").GetInt32());
        var worker = view.GetProperty("worker");
        Assert.Equal((court.First.Id, 1, 0, 1), (worker.GetProperty("workerId").GetInt64(), worker.GetProperty("incorrect").GetInt32(),
            worker.GetProperty("typical").GetInt32(), worker.GetProperty("solved").GetInt32()));
        var skill = worker.GetProperty("skill");
        Assert.True(skill.GetProperty("low").GetDouble() < skill.GetProperty("estimate").GetDouble() && skill.GetProperty("estimate").GetDouble() < skill.GetProperty("high").GetDouble());
        Assert.DoesNotContain("customer", view.GetRawText(), StringComparison.OrdinalIgnoreCase);

        var image = await moderator.Http.GetAsync(new Uri(view.GetProperty("imageUrl").GetString()!, UriKind.Relative));
        Assert.Equal("image/png", image.Content.Headers.ContentType!.MediaType);
        Assert.Equal((await court.Host.Store.FindImage(id, ImagePart.Captcha))!.Bytes, await image.Content.ReadAsByteArrayAsync());
        (await moderator.Get($"cases/{id}/image?n=2")).IsProblem(404, "no_such_image");
        (await moderator.Get($"cases/{id}/instruction")).IsProblem(404, "no_such_image");
    }

    [Fact]
    public async Task A_resolution_is_given_once_and_the_same_again_is_the_same()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        using var another = await court.Enter("nina");
        var id = await court.Dispute("O0l1", "xyz");
        var reply = await moderator.Post($"cases/{id}/resolve", new { answer = "00I1" });
        Assert.Equal((HttpStatusCode.OK, "typical_mistake"), (reply.Status, reply.Text("status")));
        Assert.Equal("typical_mistake", (await moderator.Post($"cases/{id}/resolve", new { answer = "00I1" })).Text("status"));
        (await moderator.Post($"cases/{id}/resolve", new { answer = "O0l1" })).IsProblem(409, "case_over");
        (await another.Post($"cases/{id}/resolve", new { answer = "00I1" })).IsProblem(409, "case_over");
        (await moderator.Post($"cases/{id}/decide", new { decision = "training", reason = "because" })).IsProblem(409, "case_over");
        Assert.Equal("00I1", (await moderator.Get($"cases/{id}")).Text("resolution"));
        Assert.Empty((await moderator.Get("cases")).Body.GetProperty("cases").EnumerateArray());
        Assert.Equal([($"moderator:{moderator.Id}", "case.resolved", $"captcha:{id}")], await court.Log());
    }

    [Fact]
    public async Task What_waits_is_read_page_by_page()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var ids = new List<long>();
        for (var i = 0; i < 3; i++) ids.Add((await court.Dispute("abc", "xyz")).Value);
        var first = (await moderator.Get("cases?take=2")).Body;
        Assert.Equal(ids[..2], first.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("captcha").GetInt64()));
        var rest = (await moderator.Get($"cases?take=2&after={first.GetProperty("next").GetInt64()}")).Body;
        Assert.Equal(ids[2..], rest.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("captcha").GetInt64()));
        Assert.False(rest.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Nobody_sees_resolves_or_decides_a_case_of_his_own_or_of_a_linked_account()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var id = await court.Dispute("abc", "xyz");
        // A moderator with the same laptop, and the second worker as a moderator.
        await court.Link(court.First.Id, moderator.Id);
        var second = (await court.Host.Store.FindPerson(court.Second.Id))!;
        Assert.True(await court.Host.Store.UpdatePerson(second with { Roles = RoleSet.Of(PersonRole.Worker, PersonRole.Moderator) }));
        using var rechecker = await Court.Caller.SignIn(court.Host, "second@example.org", PersonRole.Moderator, second.Id);
        foreach (var involved in new[] { moderator, rechecker })
        {
            Assert.Empty((await involved.Get("cases")).Body.GetProperty("cases").EnumerateArray());
            (await involved.Get($"cases/{id}")).IsProblem(403, "involved");
            (await involved.Get($"cases/{id}/image")).IsProblem(403, "involved");
            (await involved.Post($"cases/{id}/resolve", new { answer = "abc" })).IsProblem(403, "involved");
        }
        Assert.Equal((ReportStatus.AwaitingModerator, (long?)null), await StateOf(court, id));
        Assert.Empty(await court.Log());
    }

    [Theory]
    [InlineData("resolve", """{"answer":""}""", 422, "malformed_answer")]
    [InlineData("resolve", """{"answer":[1,2]}""", 422, "malformed_answer")]
    [InlineData("resolve", """{"answer":"far too long for that"}""", 422, "malformed_answer")]
    [InlineData("resolve", """{}""", 422, "malformed_answer")]
    [InlineData("resolve", "[]", 400, "bad_request")]
    [InlineData("decide", """{"decision":"ban","reason":"because"}""", 409, "case_over")]
    [InlineData("decide", """{"decision":"lift","reason":"because"}""", 409, "case_over")]
    [InlineData("decide", """{"decision":"execute","reason":"because"}""", 422, "out_of_range")]
    [InlineData("decide", """{"decision":"ban"}""", 422, "out_of_range")]
    [InlineData("decide", """{"decision":"ban","reason":"a\u0000b"}""", 422, "out_of_range")]
    public async Task What_cannot_be_is_refused_and_changes_nothing(string call, string body, int status, string code)
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var id = await court.Dispute("abc", "xyz", new CaptchaRequest(Kind.ImageText) { MaxLength = 6 });
        var reply = await moderator.Http.PostAsync(new Uri($"moderator/v1/cases/{id}/{call}", UriKind.Relative), new StringContent(body, null, "application/json"));
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Contains($"\"{code}\"", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((ReportStatus.AwaitingModerator, (long?)null), await StateOf(court, id));
        Assert.Empty(await court.Log());
    }

    [Fact]
    public async Task What_no_moderator_was_asked_about_is_no_case()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        var solved = await court.Answered(court.First, "abc");
        foreach (var id in new[] { $"{solved}", "999", "x", "-1", "99999999999999999999" })
        {
            (await moderator.Get($"cases/{id}")).IsProblem(404, "no_such_case");
            (await moderator.Get($"cases/{id}/image")).IsProblem(404, "no_such_case");
            (await moderator.Post($"cases/{id}/resolve", new { answer = "abc" })).IsProblem(404, "no_such_case");
            (await moderator.Post($"cases/{id}/decide", new { decision = "ban", reason = "because" })).IsProblem(404, "no_such_case");
        }
        foreach (var query in new[] { "take=0", "take=101", "take=x", "after=-1", "after=x" }) (await moderator.Get($"cases?{query}")).IsProblem(422, "out_of_range");
    }

    private static async Task<(ReportStatus, long?)> StateOf(Court court, CaptchaId id)
    {
        var state = (await court.Host.Store.FindReportState(id))!;
        return (state.Status, state.Moderator);
    }
}
