using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Training and exam over the worker API.</summary>
public sealed class TrainingCallTests
{
    [Fact]
    public async Task Whoever_registers_gets_no_work_before_the_exam_and_every_kind_after_it()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var worker = await WorkerClient.SignIn(host);
        await host.Submit();
        (await worker.Post("next")).IsProblem(403, "not_trained");
        var me = (await worker.Get("me")).Body;
        Assert.Equal(("in_training", 0), (me.GetProperty("status").GetString(), me.GetProperty("kinds").GetArrayLength()));
        (await worker.Post("training/begin", new { part = "exam" })).IsProblem(409, "part_one_first");

        Assert.True((await worker.Pass(host, "one")).GetProperty("partOneDone").GetBoolean());
        (await worker.Post("next")).IsProblem(403, "not_trained");
        var passed = await worker.Pass(host, "exam");

        Assert.False(passed.GetProperty("required").GetBoolean());
        Assert.Equal("passed", passed.GetProperty("run").GetProperty("status").GetString());
        me = (await worker.Get("me")).Body;
        Assert.Equal("active", me.GetProperty("status").GetString());
        Assert.Equal(Enum.GetNames<Kind>().Order(), me.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()).Order());
        Assert.Equal("ImageText", (await worker.Next()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Part_one_shows_the_right_answer_and_an_exam_nothing_before_the_answer()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var worker = await WorkerClient.SignIn(host);
        var begun = (await worker.Post("training/begin", new { part = "one" })).Body.GetProperty("run").GetProperty("task");
        Assert.Equal((await host.Asked(worker.Id)).Truth, begun.GetProperty("rightAnswer").GetString());
        Assert.NotEqual("", begun.GetProperty("hint").GetString());
        await worker.Pass(host, "one");

        var run = (await worker.Post("training/begin", new { part = "exam" })).Body.GetProperty("run");
        for (var task = 1; task < run.GetProperty("total").GetInt32(); task++)
        {
            var asked = await host.Asked(worker.Id);
            var shown = (await worker.Get("training")).Body;
            Assert.False(shown.GetProperty("run").GetProperty("task").TryGetProperty("rightAnswer", out _));
            Assert.False(shown.GetProperty("run").GetProperty("task").TryGetProperty("hint", out _));
            Assert.DoesNotContain($"\"{asked.Id}\"", shown.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain($"{asked.Id}.png", shown.GetRawText(), StringComparison.Ordinal);
            if (asked.HasImage) Assert.NotEmpty(await worker.Http.GetByteArrayAsync(shown.GetProperty("run").GetProperty("task").GetProperty("imageUrl").GetString()));
            await worker.Post("training/answer", new { run = run.GetProperty("id").GetString(), task, answer = Trainee.Truth(asked) });
        }
    }

    [Fact]
    public async Task A_mistake_ends_the_exam_with_what_was_expected_and_the_next_one_has_other_tasks()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var worker = await WorkerClient.SignIn(host);
        await worker.Pass(host, "one");
        var seen = new HashSet<TrainingTaskId>((await Record(host, worker)).Run!.Tasks);
        for (var n = 0; n < 3; n++)
        {
            var run = (await worker.Post("training/begin", new { part = "exam" })).Body.GetProperty("run");
            Assert.All((await Record(host, worker)).Run!.Tasks, t => Assert.True(seen.Add(t)));
            var asked = await host.Asked(worker.Id);
            var answer = new { run = run.GetProperty("id").GetString(), task = 1, answer = Trainee.Wrong(asked) };
            var reply = await worker.Post("training/answer", answer);
            Assert.False(reply.Body.GetProperty("correct").GetBoolean());
            var failed = reply.Body.GetProperty("training").GetProperty("run");
            Assert.Equal(("failed", asked.Truth), (failed.GetProperty("status").GetString(), failed.GetProperty("mistake").GetProperty("expected").GetString()));
            Assert.False(failed.TryGetProperty("task", out _));
            Assert.Equal(reply.Body.GetRawText(), (await worker.Post("training/answer", answer)).Body.GetRawText());
            (await worker.Post("training/answer", answer with { answer = Trainee.Truth(asked) })).IsProblem(409, "run_over");
            (await worker.Post("training/answer", answer with { task = 2 })).IsProblem(409, "run_over");
        }
        (await worker.Post("next")).IsProblem(403, "not_trained");
        await worker.Pass(host, "exam");
        Assert.Equal("active", (await worker.Get("me")).Text("status"));
    }

    [Fact]
    public async Task Answers_that_come_twice_out_of_order_late_or_from_somebody_else_change_nothing()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var worker = await WorkerClient.SignIn(host);
        using var other = await WorkerClient.SignIn(host, "bob@example.org");
        var first = (await worker.Post("training/begin", new { part = "one" })).Body.GetProperty("run").GetProperty("id").GetString();
        var asked = await host.Asked(worker.Id);

        (await other.Post("training/answer", new { run = first, task = 1, answer = "x" })).IsProblem(404, "no_such_run");
        (await other.Get($"training/image?run={first}&task=1")).IsProblem(404, "no_such_image");
        (await other.Post("training/answer", new { run = $"{other.Id}-1", task = 1, answer = "x" })).IsProblem(409, "run_over");
        (await worker.Post("training/answer", new { run = first, task = 2, answer = "x" })).IsProblem(409, "out_of_order");
        (await worker.Get($"training/image?run={first}&task=2")).IsProblem(404, "no_such_image");
        Assert.True((await worker.Post("training/answer", new { run = first, task = 1, answer = asked.Truth })).Body.GetProperty("correct").GetBoolean());
        Assert.True((await worker.Post("training/answer", new { run = first, task = 1, answer = asked.Truth })).Body.GetProperty("correct").GetBoolean());
        (await worker.Post("training/answer", new { run = first, task = 1, answer = "another" })).IsProblem(409, "answered_before");
        Assert.Equal(1, (await Record(host, worker)).Run!.Position);

        var second = (await worker.Post("training/begin", new { part = "one" })).Body.GetProperty("run").GetProperty("id").GetString();
        Assert.NotEqual(first, second);
        (await worker.Post("training/answer", new { run = first, task = 2, answer = "x" })).IsProblem(409, "run_over");
        (await worker.Get($"training/image?run={first}&task=1")).IsProblem(404, "no_such_image");
        Assert.False((await worker.Post("training/start-over")).Body.TryGetProperty("run", out _));
        (await worker.Post("training/answer", new { run = second, task = 1, answer = "x" })).IsProblem(409, "run_over");
    }

    [Theory]
    [InlineData("begin", "{}", 422, "out_of_range")]
    [InlineData("begin", """{"part":"two"}""", 422, "out_of_range")]
    [InlineData("begin", "[]", 400, "bad_request")]
    [InlineData("begin", "", 415, "not_json")]
    [InlineData("answer", "{}", 404, "no_such_run")]
    [InlineData("answer", """{"run":"RUN"}""", 422, "out_of_range")]
    [InlineData("answer", """{"run":"RUN","task":0,"answer":"x"}""", 422, "out_of_range")]
    [InlineData("answer", """{"run":"RUN","task":1}""", 422, "malformed_answer")]
    [InlineData("answer", """{"run":"RUN","task":1,"answer":{}}""", 422, "malformed_answer")]
    [InlineData("answer", """{"run":"RUN","task":1,"answer":[1,2]}""", 422, "malformed_answer")]
    [InlineData("answer", """{"run":"RUN","task":1,"answer":"  "}""", 422, "malformed_answer")]
    [InlineData("answer", """{"run":"RUN","task":1,"answer":"\u0000"}""", 422, "malformed_answer")]
    [InlineData("answer", """{"run":"1-x","task":1,"answer":"x"}""", 404, "no_such_run")]
    public async Task Bad_input_is_refused_and_the_run_stands(string call, string body, int status, string code)
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var worker = await WorkerClient.SignIn(host);
        var run = (await worker.Post("training/begin", new { part = "one" })).Body.GetProperty("run").GetProperty("id").GetString()!;
        var before = await Record(host, worker);
        (await worker.PostRaw($"training/{call}", body.Replace("RUN", run, StringComparison.Ordinal), body.Length == 0 ? null : "application/json")).IsProblem(status, code);
        Assert.Equal(before.Version, (await Record(host, worker)).Version);
    }

    [Fact]
    public async Task Whoever_is_sent_back_keeps_his_money_and_works_again_after_the_exam()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        var id = new WorkerId(worker.Id);
        await host.Submit();
        var assignment = await worker.Next();
        await worker.Post($"assignments/{assignment.GetProperty("assignmentId").GetString()}/answer", new { answer = "work" });
        var balance = await host.Store.Balance(AccountId.Of(id));
        Assert.True(balance.IsPositive);

        await SendBack(host, id);
        (await worker.Post("next")).IsProblem(403, "not_trained");
        (await worker.Post("training/begin", new { part = "exam" })).IsProblem(409, "part_one_first");
        await worker.Pass(host, "one");
        await worker.Pass(host, "exam");

        Assert.Equal(SanctionStatus.Passed, (await host.Store.SanctionsOf(id, null, 10)).Single().Status);
        Assert.Equal("active", (await worker.Get("me")).Text("status"));
        Assert.Equal(balance, await host.Store.Balance(AccountId.Of(id)));
        Assert.Equal(WorkerStatus.Active, (await host.Marketplace.Actors.Worker(id).View()).Status);
    }

    [Fact]
    public async Task An_exam_that_began_before_somebody_was_sent_back_does_not_end_that()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        await worker.Pass(host, "one");
        var run = (await worker.Post("training/begin", new { part = "exam" })).Body.GetProperty("run");
        var record = await Record(host, worker);
        Assert.True(await host.Store.SaveTraining(record with { Version = record.Version + 1, Run = record.Run! with { BeganAt = DateTimeOffset.UnixEpoch } }));
        await SendBack(host, new WorkerId(worker.Id));
        for (var task = 1; task <= run.GetProperty("total").GetInt32(); task++)
            await worker.Post("training/answer", new { run = run.GetProperty("id").GetString(), task, answer = Trainee.Truth(await host.Asked(worker.Id)) });

        Assert.NotNull((await Record(host, worker)).PassedAt);
        Assert.Equal("in_training", (await worker.Get("me")).Text("status"));
        await worker.Pass(host, "one");
        await worker.Pass(host, "exam");
        Assert.Equal("active", (await worker.Get("me")).Text("status"));
    }

    [Fact]
    public async Task What_follows_from_a_passed_exam_is_done_by_the_next_look_where_a_process_died_before_it()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var worker = await WorkerClient.SignIn(host);
        await worker.Pass(host, "one");
        await worker.Post("training/begin", new { part = "exam" });
        var record = await Record(host, worker);
        // As the store has it when a process dies after the last answer is on record, and before the kinds are granted.
        var truths = record.Run!.Tasks.Select(id => Actors.Training.ShippedTasks.All.Single(t => t.Id == id).Truth);
        await host.Store.SaveTraining(record with { Version = record.Version + 1, PassedAt = DateTimeOffset.UnixEpoch, Run = record.Run with { Given = [.. truths] } });
        Assert.Equal("in_training", (await worker.Get("me")).Text("status"));
        Assert.False((await worker.Get("training")).Body.GetProperty("required").GetBoolean());
        Assert.Equal("active", (await worker.Get("me")).Text("status"));
    }

    private static async Task SendBack(PortalHost host, WorkerId worker)
    {
        var book = new SanctionBook(host.Store, host.Store, new Actors.Audit.AuditLog(host.Store));
        await book.Enter(new Sanction
        {
            Id = default,
            Origin = $"act/{worker}/training/1",
            Worker = worker,
            What = SanctionKind.Training,
            At = DateTimeOffset.UtcNow,
            Why = "Typical mistakes.",
            DecidedBy = 99,
        });
        await host.Marketplace.Actors.Worker(worker).Sanctioned();
    }

    private static async Task<TrainingRecord> Record(PortalHost host, WorkerClient worker) => (await host.Store.FindTraining(new WorkerId(worker.Id)))!;
}
