using System.Net;
using System.Net.Http.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Getting captchas, answering them and giving them back over the worker API.</summary>
public sealed class WorkCallTests
{
    [Fact]
    public async Task An_assignment_says_what_is_asked_and_what_is_paid()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit(
            PortalHost.Plain with
            {
                CaseSensitive = true,
                Phrase = true,
                Math = true,
                Numeric = NumericRule.LettersOnly,
                MinLength = 3,
                MaxLength = 7,
                Language = "en",
                Alphabet = 2,
                Instruction = "Only the red ones",
            },
            instruction: new byte[150]);
        using var worker = await WorkerClient.SignIn(host);

        var assignment = await worker.Next();

        Assert.Equal($"{id}-{worker.Id}", assignment.GetProperty("assignmentId").GetString());
        Assert.Equal(id.Value, assignment.GetProperty("captchaId").GetInt64());
        Assert.Equal("ImageText", assignment.GetProperty("kind").GetString());
        Assert.Equal("0.000140000", assignment.GetProperty("rate").GetString());
        Assert.Equal("Only the red ones", assignment.GetProperty("instruction").GetString());
        Assert.InRange(assignment.GetProperty("leaseEndsAt").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        var constraints = assignment.GetProperty("constraints");
        Assert.Equal("""{"phrase":true,"caseSensitive":true,"numeric":2,"minLength":3,"maxLength":7,"math":true,"language":"en","alphabet":2}""", constraints.GetRawText());
        Assert.Equal(captcha.Png, await worker.Http.GetByteArrayAsync(assignment.GetProperty("imageUrl").GetString()));
        Assert.Equal(new byte[150], await worker.Http.GetByteArrayAsync(assignment.GetProperty("instructionImageUrl").GetString()));
    }

    [Fact]
    public async Task What_was_not_asked_for_is_absent()
    {
        await using var host = await PortalHost.Start();
        await host.Submit();
        using var worker = await WorkerClient.SignIn(host);

        var assignment = await worker.Next();

        Assert.Equal("{}", assignment.GetProperty("constraints").GetRawText());
        Assert.False(assignment.TryGetProperty("instruction", out _));
        Assert.False(assignment.TryGetProperty("instructionImageUrl", out _));
    }

    [Fact]
    public async Task Asking_again_returns_the_same_assignment()
    {
        await using var host = await PortalHost.Start();
        await host.Submit();
        await host.Submit();
        using var worker = await WorkerClient.SignIn(host);

        var first = await worker.Next();
        var again = await worker.Next();

        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task An_answer_is_paid_and_brings_the_next_captcha()
    {
        await using var host = await PortalHost.Start();
        var (first, captcha) = await host.Submit();
        var (second, _) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        await worker.Next();

        var reply = await worker.Post($"assignments/{first}-{worker.Id}/answer", new { answer = captcha.Answer, next = true });

        Assert.True(reply.Body.GetProperty("accepted").GetBoolean());
        Assert.Equal("0.000140000", reply.Text("earned"));
        Assert.Equal("0.000140000", reply.Text("balance"));
        Assert.Equal($"{second}-{worker.Id}", reply.Body.GetProperty("next").GetProperty("assignmentId").GetString());
        Assert.Equal(captcha.Answer, (await host.Read(first)).Answer);
        Assert.Equal(Money.Parse("0.00014"), await host.Store.Balance(AccountId.Of(new WorkerId(worker.Id))));
        Assert.Equal(1, (await worker.Get("me")).Body.GetProperty("solved").GetInt64());
    }

    [Fact]
    public async Task The_same_answer_again_gets_the_same_reply_and_is_paid_once()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        await worker.Next();

        var first = await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer });
        var again = await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer });
        var other = await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = "different" });

        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        other.IsProblem(409, "lease_over");
        Assert.Equal("0.000140000", (await worker.Get("me")).Text("balance"));
    }

    [Fact]
    public async Task An_answer_that_is_a_number_is_taken_as_written()
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit(PortalHost.Plain with { Numeric = NumericRule.DigitsOnly });
        using var worker = await WorkerClient.SignIn(host);
        await worker.Next();

        var reply = await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", """{"answer": 2763}""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("2763", (await host.Read(id)).Answer);
    }

    [Theory]
    [InlineData("\"\"", "empty")]
    [InlineData("\"12345678\"", "too_long")]
    [InlineData("\"1\"", "too_short")]
    [InlineData("\"12a\"", "digits_only")]
    [InlineData("\"1\\u0000\"", "control_characters")]
    [InlineData("\"\\ud800\"", "not_text")]
    [InlineData("null", "not_text")]
    [InlineData("[1, 2]", "not_text")]
    [InlineData("true", "not_text")]
    public async Task A_malformed_answer_is_refused_with_its_reason_and_the_lease_goes_on(string answer, string reason)
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit(PortalHost.Plain with { Numeric = NumericRule.DigitsOnly, MinLength = 2, MaxLength = 7 });
        using var worker = await WorkerClient.SignIn(host);
        await worker.Next();

        var refused = await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", $$"""{"answer": {{answer}}}""");

        refused.IsProblem(422, "malformed_answer");
        Assert.Equal(reason, refused.Text("reason"));
        Assert.Equal(HttpStatusCode.OK, (await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = "123" })).Status);
    }

    [Theory]
    [InlineData("unreadable", AttemptEnd.Unreadable)]
    [InlineData("not_a_captcha", AttemptEnd.NotACaptcha)]
    [InlineData("too_hard", AttemptEnd.TooHard)]
    [InlineData("other", AttemptEnd.OtherReason)]
    public async Task A_skipped_captcha_goes_to_somebody_else(string reason, AttemptEnd expected)
    {
        await using var host = await PortalHost.Start();
        var (first, captcha) = await host.Submit();
        var (second, _) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        using var other = await WorkerClient.SignIn(host, "bob@example.org");
        await worker.Next();

        var reply = await worker.Post($"assignments/{first}-{worker.Id}/skip", new { reason, next = true });
        var repeated = await worker.Post($"assignments/{first}-{worker.Id}/skip", new { reason });

        Assert.Equal($"{second}-{worker.Id}", reply.Body.GetProperty("next").GetProperty("assignmentId").GetString());
        Assert.Equal(HttpStatusCode.OK, repeated.Status);
        Assert.Equal(first.Value, (await other.Next()).GetProperty("captchaId").GetInt64());
        await other.Post($"assignments/{first}-{other.Id}/answer", new { answer = captcha.Answer });
        Assert.Equal(expected, (await host.Store.FindCaptcha(first))!.Attempts.Single(a => a.Worker.Value == worker.Id).End);
    }

    [Fact]
    public async Task A_paused_worker_gives_back_what_he_had()
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        using var other = await WorkerClient.SignIn(host, "bob@example.org");
        await worker.Next();

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post("pause")).Status);

        Assert.Equal(id.Value, (await other.Next()).GetProperty("captchaId").GetInt64());
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post("next")).Status);
    }

    [Fact]
    public async Task An_answer_after_somebody_else_solved_it_is_too_late()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        using var other = await WorkerClient.SignIn(host, "bob@example.org");
        await worker.Next();
        await worker.Post("pause");
        await other.Next();
        await other.Post($"assignments/{id}-{other.Id}/answer", new { answer = captcha.Answer });

        var late = await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer });

        late.IsProblem(409, "lease_over");
        Assert.Equal("0.000000000", (await worker.Get("me")).Text("balance"));
    }

    [Fact]
    public async Task Nobody_can_touch_or_see_another_workers_captcha()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        using var other = await WorkerClient.SignIn(host, "bob@example.org");
        await worker.Next();

        foreach (var assignment in new[] { $"{id}-{worker.Id}", $"{id}-{other.Id}", "999-1", "nonsense", "-1--1", "99999999999999999999-1" })
        {
            (await other.Post($"assignments/{assignment}/answer", new { answer = captcha.Answer })).IsProblem(404, "no_such_assignment");
            (await other.Get($"assignments/{assignment}/image")).IsProblem(404, "no_such_assignment");
            (await other.Get($"assignments/{assignment}/instruction")).IsProblem(404, "no_such_assignment");
        }
        (await other.Post($"assignments/{id}-{worker.Id}/skip", new { reason = "other" })).IsProblem(404, "no_such_assignment");
        Assert.Equal(CaptchaViewStatus.Processing, (await host.Read(id)).Status);
    }

    [Fact]
    public async Task An_image_is_for_this_worker_now_and_for_no_cache()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        using var worker = await WorkerClient.SignIn(host);
        var assignment = await worker.Next();

        using var image = await worker.Http.GetAsync(assignment.GetProperty("imageUrl").GetString());
        Assert.Equal("image/png", image.Content.Headers.ContentType!.ToString());
        Assert.True(image.Headers.CacheControl is { Private: true, NoStore: true });
        Assert.Equal("nosniff", image.Headers.GetValues("X-Content-Type-Options").Single());
        (await worker.Get($"assignments/{id}-{worker.Id}/instruction")).IsProblem(404, "no_such_image");

        await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer });
        (await worker.Get($"assignments/{id}-{worker.Id}/image")).IsProblem(404, "no_such_assignment");
    }

    [Fact]
    public async Task A_waiting_worker_gets_the_captcha_that_comes()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);

        var waiting = worker.Post("next", new { waitSeconds = 25 });
        await host.UntilWaiting(1);
        var (id, _) = await host.Submit();

        Assert.Equal(id.Value, (await waiting).Body.GetProperty("captchaId").GetInt64());
    }

    [Fact]
    public async Task A_wait_ends_with_its_time()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var worker = await WorkerClient.SignIn(host);

        var waiting = worker.Post("next", new { waitSeconds = 10 });
        await host.UntilWaiting(1);
        for (var spent = 0; spent < 9; spent++) await Pass(TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);
        await Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.NoContent, (await waiting).Status);

        async Task Pass(TimeSpan by)
        {
            time.Advance(by);
            await host.Settle();
        }
    }

    [Fact]
    public async Task A_wait_ends_with_the_connection()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        using var gone = new CancellationTokenSource();
        var waiting = worker.Http.PostAsJsonAsync("/worker/v1/next", new { waitSeconds = 25 }, gone.Token);
        await host.UntilWaiting(1);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await host.UntilWaiting(0);
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_those_who_wait()
    {
        var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        var waiting = worker.Post("next", new { waitSeconds = 25 });
        await host.UntilWaiting(1);

        await host.DisposeAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await waiting).Status);
    }

    [Fact]
    public async Task The_statement_goes_page_by_page_from_the_newest()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        for (var i = 0; i < 3; i++)
        {
            var (id, captcha) = await host.Submit();
            await worker.Next();
            await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer });
        }

        var first = await worker.Get("statement?take=2");
        var second = await worker.Get($"statement?take=2&before={first.Text("next")}");

        var entries = first.Body.GetProperty("entries").EnumerateArray().Concat(second.Body.GetProperty("entries").EnumerateArray()).ToList();
        Assert.Equal([3, 2, 1], entries.Select(e => e.GetProperty("captchaId").GetInt64()));
        Assert.Equal(["0.000420000", "0.000280000", "0.000140000"], entries.Select(e => e.GetProperty("balance").GetString()));
        Assert.All(entries, e => Assert.Equal(("earning", "0.000140000"), (e.GetProperty("purpose").GetString(), e.GetProperty("amount").GetString())));
        Assert.False(second.Body.TryGetProperty("next", out _));
    }
}
