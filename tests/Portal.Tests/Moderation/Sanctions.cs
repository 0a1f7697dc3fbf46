using System.Net;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>Sanctions and appeals, over HTTP.</summary>
public sealed class Sanctions
{
    [Fact]
    public async Task From_a_disputed_answer_to_a_ban_an_appeal_and_work_again()
    {
        await using var court = await Court.Open();
        using var first = await court.Enter("mo");
        using var second = await court.Enter("nina");
        var id = await court.Suspend(first);
        Assert.Equal("suspended", (await court.First.Get("me")).Text("status"));
        (await court.First.Post("next")).IsProblem(403, "suspended");
        var suspension = Assert.Single(await Of(court.First));
        Assert.Equal(("suspension", "in_force", "rule", true), Shape(suspension));
        Assert.Equal(7, suspension.GetProperty("evidence").GetArrayLength());
        Assert.Equal("ban", Assert.Single((await first.Get("cases")).Body.GetProperty("cases").EnumerateArray()).GetProperty("waitsFor").GetString());

        (await first.Post($"cases/{id}/decide", new { decision = "training", reason = "milder" })).IsProblem(409, "case_over");
        Assert.Equal("banned", (await first.Post($"cases/{id}/decide", new { decision = "ban", reason = "Typed anything." })).Text("status"));
        Assert.Equal("banned", (await first.Post($"cases/{id}/decide", new { decision = "ban", reason = "Typed anything." })).Text("status"));
        (await first.Post($"cases/{id}/decide", new { decision = "lift", reason = "second thoughts" })).IsProblem(409, "case_over");
        await court.Host.Settle();

        // He still signs in, sees what he has and why, and gets no work.
        using var again = WorkerClient.Stranger(court.Host);
        again.Token = (await again.Post("session", new { email = "first@example.org", password = WorkerClient.Password })).Text("token")!;
        Assert.Equal("banned", (await again.Get("me")).Text("status"));
        (await again.Post("next")).IsProblem(403, "suspended");
        Assert.Equal(11, (await again.Get("statement")).Body.GetProperty("entries").GetArrayLength());
        var ban = (await Of(again))[0];
        Assert.Equal(("ban", "in_force", "moderator", true), Shape(ban));
        Assert.Equal("Typed anything.", ban.GetProperty("why").GetString());
        var piece = ban.GetProperty("evidence")[0];
        Assert.Equal((id.Value, "pppp", "xyz", "kwmx", "differs_too_much"),
            (piece.GetProperty("captchaId").GetInt64(), piece.GetProperty("answer").GetString(), piece.GetProperty("secondAnswer").GetString(),
                piece.GetProperty("moderatorAnswer").GetString(), piece.GetProperty("finding").GetString()));
        Assert.DoesNotContain("customer", ban.GetRawText(), StringComparison.OrdinalIgnoreCase);

        var before = court.Host.Store.Balances();
        var number = ban.GetProperty("id").GetInt64();
        var appeal = await again.Post($"sanctions/{number}/appeal", new { text = "I was ill." });
        Assert.Equal(("ban", "appealed", "moderator", false), Shape(appeal.Body));
        Assert.Equal(appeal.Body.GetRawText(), (await again.Post($"sanctions/{number}/appeal", new { text = "I was ill." })).Body.GetRawText());
        (await again.Post($"sanctions/{number}/appeal", new { text = "Another reason." })).IsProblem(409, "appealed_before");

        Assert.Empty((await first.Get("appeals")).Body.GetProperty("sanctions").EnumerateArray());
        (await first.Post($"appeals/{number}/decide", new { decision = "uphold", reason = "as I said" })).IsProblem(403, "same_moderator");
        var waiting = Assert.Single((await second.Get("appeals")).Body.GetProperty("sanctions").EnumerateArray());
        Assert.Equal((court.First.Id, first.Id, "I was ill."), (waiting.GetProperty("workerId").GetInt64(), waiting.GetProperty("moderator").GetInt64(),
            waiting.GetProperty("sanction").GetProperty("appeal").GetProperty("text").GetString()));

        var overturn = new { decision = "overturn", reason = "He was ill." };
        var decided = await second.Post($"appeals/{number}/decide", overturn);
        Assert.Equal("overturned", Status(decided));
        Assert.Equal(decided.Body.GetRawText(), (await second.Post($"appeals/{number}/decide", overturn)).Body.GetRawText());
        (await second.Post($"appeals/{number}/decide", new { decision = "uphold", reason = "He was ill." })).IsProblem(409, "appeal_over");
        (await again.Post($"sanctions/{number}/appeal", new { text = "Once more." })).IsProblem(409, "appealed_before");
        Assert.Equal(before, court.Host.Store.Balances());
        Assert.Equal(0, await court.Host.Store.CountIncorrect(new WorkerId(court.First.Id)));
        Assert.Equal("active", (await again.Get("me")).Text("status"));
        await court.Answered(again, "abc");

        var (mo, nina, worker) = ($"moderator:{first.Id}", $"moderator:{second.Id}", $"worker:{court.First.Id}");
        Assert.Equal(
            [
                (mo, "case.resolved", $"captcha:{id}"), ("rule", "sanction.imposed", worker), (mo, "case.decided", $"captcha:{id}"), (mo, "sanction.imposed", worker),
                (mo, "sanction.superseded", worker), (worker, "appeal.made", worker), (nina, "appeal.overturned", worker),
            ], await court.Log());
    }

    [Fact]
    public async Task An_appeal_that_is_upheld_leaves_the_sanction_in_force()
    {
        await using var court = await Court.Open();
        using var first = await court.Enter("mo");
        using var second = await court.Enter("nina");
        var number = Number(await first.Post($"workers/{court.First.Id}/training", new { reason = "He should look closer." }));
        await court.First.Post($"sanctions/{number}/appeal", new { text = "I look." });
        Assert.Equal("upheld", Status(await second.Post($"appeals/{number}/decide", new { decision = "uphold", reason = "Not close enough." })));
        (await second.Post($"appeals/{number}/decide", new { decision = "overturn", reason = "Not close enough." })).IsProblem(409, "appeal_over");
        (await court.First.Post("next")).IsProblem(403, "not_trained");
        var mine = Assert.Single(await Of(court.First));
        Assert.Equal(("training", "upheld", "moderator", false), Shape(mine));
        Assert.Equal(("upheld", "Not close enough."), (mine.GetProperty("appeal").GetProperty("status").GetString(), mine.GetProperty("appeal").GetProperty("reason").GetString()));
        Assert.Equal("lifted", (await first.Post($"workers/{court.First.Id}/lift", new { reason = "Trained." })).Body.GetProperty("sanctions")[0].GetProperty("sanction").GetProperty("status").GetString());
        Assert.Equal("active", (await court.First.Get("me")).Text("status"));
    }

    [Fact]
    public async Task A_moderator_acts_outside_a_case_with_a_reason_and_the_answers_that_it_rests_on()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        using var another = await court.Enter("nina");
        var (one, two) = (await court.Answered(court.First, "abc"), await court.Answered(court.Second, "xyz"));
        var path = $"workers/{court.First.Id}";
        (await moderator.Post($"{path}/suspend", new { reason = "Odd answers.", captchas = new[] { one.Value, two.Value } })).IsProblem(422, "not_his_answer");
        (await moderator.Post($"{path}/lift", new { reason = "Nothing stands." })).IsProblem(409, "not_possible");
        var suspended = await moderator.Post($"{path}/suspend", new { reason = "Odd answers.", captchas = new[] { one.Value } });
        Assert.Equal(("suspension", "in_force", "moderator", true), Shape(suspended.Body.GetProperty("sanction")));
        Assert.Equal("abc", suspended.Body.GetProperty("sanction").GetProperty("evidence")[0].GetProperty("answer").GetString());
        (await court.First.Post("next")).IsProblem(403, "suspended");
        Assert.Equal(Number(suspended), Number(await moderator.Post($"{path}/suspend", new { reason = "Odd answers." }))); // the same again
        (await another.Post($"{path}/suspend", new { reason = "Odd answers." })).IsProblem(409, "not_possible");
        (await another.Post($"{path}/training", new { reason = "Milder." })).IsProblem(409, "not_possible");

        Assert.Equal("ban", (await another.Post($"{path}/ban", new { reason = "Very odd." })).Body.GetProperty("sanction").GetProperty("what").GetString());
        Assert.Equal(["in_force", "superseded"], (await Of(court.First)).Select(s => s.GetProperty("status").GetString()));
        var view = (await moderator.Get(path)).Body;
        Assert.Equal(("banned", 1, 0), (view.GetProperty("status").GetString(), view.GetProperty("solved").GetInt32(), view.GetProperty("reputation").GetInt32()));
        Assert.Equal(2, view.GetProperty("sanctions").GetArrayLength());

        var lifted = await moderator.Post($"{path}/lift", new { reason = "A mistake." });
        Assert.Equal("lifted", lifted.Body.GetProperty("sanctions")[0].GetProperty("sanction").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, (await moderator.Post($"{path}/lift", new { reason = "A mistake." })).Status);
        Assert.Equal("active", (await court.First.Get("me")).Text("status"));
        await court.Answered(court.First, "abc");
        Assert.Equal(["sanction.imposed", "sanction.imposed", "sanction.superseded", "sanction.lifted"], (await court.Log()).Select(l => l.Act));
    }

    [Fact]
    public async Task A_worker_view_lifts_what_a_case_waits_for_and_ends_the_case()
    {
        await using var court = await Court.Open();
        using var first = await court.Enter("mo");
        var id = await court.Suspend(first);
        Assert.Equal(HttpStatusCode.OK, (await first.Post($"workers/{court.First.Id}/lift", new { reason = "Looked at it." })).Status);
        Assert.Equal("lifted", (await first.Get($"cases/{id}")).Text("status"));
        Assert.Equal("active", (await court.First.Get("me")).Text("status"));
        Assert.Equal(("suspension", "lifted", "rule", false), Shape(Assert.Single(await Of(court.First))));
    }

    [Fact]
    public async Task Nobody_judges_the_appeal_of_a_linked_account_or_his_own()
    {
        await using var court = await Court.Open();
        using var first = await court.Enter("mo");
        using var linked = await court.Enter("nina");
        await court.Link(court.First.Id, linked.Id);
        var number = Number(await first.Post($"workers/{court.First.Id}/ban", new { reason = "Because." }));
        await court.First.Post($"sanctions/{number}/appeal", new { text = "No." });
        var person = (await court.Host.Store.FindPerson(court.First.Id))!;
        Assert.True(await court.Host.Store.UpdatePerson(person with { Roles = RoleSet.Of(PersonRole.Worker, PersonRole.Moderator) }));
        using var himself = await Court.Caller.SignIn(court.Host, "first@example.org", PersonRole.Moderator, person.Id);
        foreach (var involved in new[] { linked, himself })
        {
            Assert.Empty((await involved.Get("appeals")).Body.GetProperty("sanctions").EnumerateArray());
            (await involved.Post($"appeals/{number}/decide", new { decision = "overturn", reason = "Because." })).IsProblem(403, "involved");
            (await involved.Post($"workers/{court.First.Id}/lift", new { reason = "Because." })).IsProblem(403, "involved");
            (await involved.Post($"workers/{court.First.Id}/training", new { reason = "Because." })).IsProblem(403, "involved");
        }
        Assert.Equal(["sanction.imposed", "appeal.made"], (await court.Log()).Select(l => l.Act));
    }

    [Fact]
    public async Task What_is_not_his_or_too_long_or_over_is_refused_and_changes_nothing()
    {
        await using var court = await Court.Open();
        using var moderator = await court.Enter("mo");
        using var another = await court.Enter("nina");
        var path = $"workers/{court.First.Id}";
        var number = Number(await moderator.Post($"{path}/suspend", new { reason = "Because." }));
        foreach (var id in new[] { $"{number + 1}", "x", "-1" }) (await court.First.Post($"sanctions/{id}/appeal", new { text = "No." })).IsProblem(404, "no_such_sanction");
        (await court.Second.Post($"sanctions/{number}/appeal", new { text = "No." })).IsProblem(404, "no_such_sanction"); // somebody else's
        Assert.Empty(await Of(court.Second));
        foreach (var text in new[] { "", "  \n", new string('x', 2_001), "a\0b", "\ud83d" })
            Assert.Contains((await court.First.PostRaw($"sanctions/{number}/appeal", $$"""{"text":{{JsonText(text)}}}""")).Code, new[] { "out_of_range", "bad_request" });
        (await court.First.Post($"sanctions/{number}/appeal", new { })).IsProblem(422, "out_of_range");
        foreach (var query in new[] { "take=0", "take=101", "take=x", "before=x" }) (await court.First.Get($"sanctions?{query}")).IsProblem(422, "out_of_range");

        foreach (var reason in new[] { "", " ", new string('x', 1_001) })
        {
            (await moderator.Post($"{path}/ban", new { reason })).IsProblem(422, "out_of_range");
            (await moderator.Post($"{path}/lift", new { reason })).IsProblem(422, "out_of_range");
            (await another.Post($"appeals/{number}/decide", new { decision = "overturn", reason })).IsProblem(422, "out_of_range");
        }
        (await moderator.Post($"{path}/ban", new { reason = "Because.", captchas = new long[101] })).IsProblem(422, "out_of_range");
        foreach (var id in new[] { "999", "x" })
        {
            (await moderator.Get($"workers/{id}")).IsProblem(404, "no_such_worker");
            (await moderator.Post($"workers/{id}/ban", new { reason = "Because." })).IsProblem(404, "no_such_worker");
            (await moderator.Post($"workers/{id}/lift", new { reason = "Because." })).IsProblem(404, "no_such_worker");
            (await moderator.Post($"appeals/{id}/decide", new { decision = "uphold", reason = "Because." })).IsProblem(404, "no_such_appeal");
        }
        (await another.Post($"appeals/{number}/decide", new { decision = "uphold", reason = "Because." })).IsProblem(404, "no_such_appeal"); // nobody appealed
        (await another.Post($"appeals/{number}/decide", new { decision = "maybe", reason = "Because." })).IsProblem(422, "out_of_range");
        Assert.Equal(("suspension", "in_force", "moderator", true), Shape(Assert.Single(await Of(court.First))));

        await court.First.Post($"sanctions/{number}/appeal", new { text = new string('ж', 2_000) });
        await moderator.Post($"{path}/lift", new { reason = "Looked again." });
        Assert.Equal("needless", Assert.Single(await Of(court.First)).GetProperty("appeal").GetProperty("status").GetString());
        (await another.Post($"appeals/{number}/decide", new { decision = "uphold", reason = "Because." })).IsProblem(409, "appeal_over");
        var ended = Number(await moderator.Post($"{path}/training", new { reason = "Because." }));
        await moderator.Post($"{path}/lift", new { reason = "Looked again, too." });
        (await court.First.Post($"sanctions/{ended}/appeal", new { text = "No." })).IsProblem(409, "sanction_over");
        Assert.Equal(["sanction.imposed", "appeal.made", "sanction.lifted", "sanction.imposed", "sanction.lifted"], (await court.Log()).Select(l => l.Act));
    }

    private static string JsonText(string text) => string.Concat("\"", string.Concat(text.Select(c => $"\\u{(int)c:x4}")), "\"");

    private static async Task<IReadOnlyList<JsonElement>> Of(WorkerClient worker) => [.. (await worker.Get("sanctions")).Body.GetProperty("sanctions").EnumerateArray()];

    private static (string?, string?, string?, bool) Shape(JsonElement sanction) => (
        sanction.GetProperty("what").GetString(), sanction.GetProperty("status").GetString(), sanction.GetProperty("decidedBy").GetString(), sanction.GetProperty("canAppeal").GetBoolean());

    private static string? Status(Reply reply) => reply.Body.GetProperty("sanction").GetProperty("status").GetString();

    private static long Number(Reply reply) => reply.Body.GetProperty("sanction").GetProperty("id").GetInt64();
}
