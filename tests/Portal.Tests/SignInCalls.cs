using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Portal.Tests;

/// <summary>How a worker's program gets its token, and how long that is good for.</summary>
public sealed class SignInCalls
{
    [Fact]
    public async Task A_token_opens_the_worker_api()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);

        var me = await worker.Get("me");

        Assert.Equal(HttpStatusCode.OK, me.Status);
        Assert.Equal(worker.Id, me.Body.GetProperty("workerId").GetInt64());
        Assert.Equal("active", me.Text("status"));
        Assert.Equal("ImageText", me.Body.GetProperty("kinds")[0].GetString());
        Assert.Equal("0.000000000", me.Text("balance"));
        Assert.Equal("0.000000000", me.Text("pendingPayout"));
        Assert.Equal(0, me.Body.GetProperty("reputation").GetInt64());
        Assert.Equal(0, me.Body.GetProperty("solved").GetInt64());
        Assert.Equal(0, me.Body.GetProperty("skills").GetArrayLength());
        Assert.Equal(0, me.Body.GetProperty("limits").GetArrayLength());
        Assert.Equal("1.00", me.Text("earnCoefficient"));
    }

    [Fact]
    public async Task A_token_has_256_bits_and_is_not_stored()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);

        Assert.Equal(43, worker.Token.Length);
        Assert.Null(await host.Store.FindSession(worker.Token, DateTimeOffset.UtcNow));
    }

    [Theory]
    [InlineData("ada@example.org", "not her password")]
    [InlineData("eve@example.org", WorkerClient.Password)]
    [InlineData("", WorkerClient.Password)]
    [InlineData("ada@example.org", "")]
    [InlineData(null, null)]
    [InlineData("Ada <ada@example.org>", WorkerClient.Password)]
    public async Task Wrong_credentials_are_all_refused_alike(string? email, string? password)
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("ada@example.org", WorkerClient.Password);
        using var stranger = WorkerClient.Stranger(host);

        (await stranger.Post("session", new { email, password })).IsProblem(401, "bad_credentials");
    }

    [Fact]
    public async Task The_case_of_an_address_does_not_matter()
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("ada@example.org", WorkerClient.Password);
        using var stranger = WorkerClient.Stranger(host);

        Assert.Equal(HttpStatusCode.OK, (await stranger.Post("session", new { email = "ADA@example.ORG", password = WorkerClient.Password })).Status);
    }

    [Fact]
    public async Task Five_failures_lock_the_account_even_for_the_right_password()
    {
        await using var host = await PortalHost.Start();
        var id = await host.AddPerson("ada@example.org", WorkerClient.Password);
        using var stranger = WorkerClient.Stranger(host);

        for (var i = 1; i <= 4; i++)
            (await stranger.Post("session", new { email = "ada@example.org", password = "guess number " + i })).IsProblem(401, "bad_credentials");
        (await stranger.Post("session", new { email = "ada@example.org", password = "guess number 5" })).IsProblem(401, "locked_out");
        (await stranger.Post("session", new { email = "ada@example.org", password = WorkerClient.Password })).IsProblem(401, "locked_out");

        var person = (await host.Store.FindPerson(id))!;
        Assert.InRange(person.LockoutEnd!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        Assert.True(await host.Store.UpdatePerson(person with { LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1) }));
        Assert.Equal(HttpStatusCode.OK, (await stranger.Post("session", new { email = "ada@example.org", password = WorkerClient.Password })).Status);
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_are_all_counted()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, ConcurrentHashes = 4 });
        await host.AddPerson("ada@example.org", WorkerClient.Password);
        using var stranger = WorkerClient.Stranger(host);

        var guesses = Enumerable.Range(0, 20).Select(i => stranger.Post("session", new { email = "ada@example.org", password = $"guess number {i}" }));
        var replies = await Task.WhenAll(guesses);

        // Those that were already being judged when the fifth failed may still get their own verdict.
        Assert.InRange(replies.Count(r => r.Code == "bad_credentials"), 4, 4 + 3);
        Assert.All(replies, r => Assert.Contains(r.Code, new[] { "bad_credentials", "locked_out" }));
    }

    [Fact]
    public async Task An_address_that_tries_too_often_has_to_wait()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 3 });
        using var stranger = WorkerClient.Stranger(host);

        for (var i = 0; i < 3; i++) (await stranger.Post("session", new { email = $"w{i}@example.org", password = "some password" })).IsProblem(401, "bad_credentials");
        (await stranger.Post("session", new { email = "w4@example.org", password = "some password" })).IsProblem(429, "too_many_requests");
    }

    [Fact]
    public async Task A_token_ends_after_thirty_days()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var worker = await WorkerClient.SignIn(host);

        time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await worker.Get("me")).Status);
        time.Advance(TimeSpan.FromMinutes(1));
        (await worker.Get("me")).IsProblem(401, "not_signed_in");
    }

    [Fact]
    public async Task A_removed_session_is_believed_for_seconds_only()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var worker = await WorkerClient.SignIn(host);
        Assert.Equal(HttpStatusCode.OK, (await worker.Get("me")).Status);

        await host.Store.RemoveSession(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(worker.Token))));
        time.Advance(TimeSpan.FromSeconds(5));

        (await worker.Get("me")).IsProblem(401, "not_signed_in");
    }

    [Theory]
    [InlineData(PersonRole.Moderator)]
    [InlineData(PersonRole.Operator)]
    public async Task Only_workers_get_a_token(PersonRole role)
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("olga@example.org", WorkerClient.Password, role);
        using var stranger = WorkerClient.Stranger(host);

        (await stranger.Post("session", new { email = "olga@example.org", password = WorkerClient.Password })).IsProblem(403, "not_a_worker");
    }

    [Fact]
    public async Task Signing_in_makes_a_registration_whole_whose_last_step_was_lost()
    {
        await using var host = await PortalHost.Start();
        var id = await host.AddPerson("olga@example.org", WorkerClient.Password, PersonRole.Operator); // has no worker
        var person = (await host.Store.FindPerson(id))!;
        Assert.True(await host.Store.UpdatePerson(person with { Roles = RoleSet.Of(PersonRole.Worker) }));
        using var worker = WorkerClient.Stranger(host);

        worker.Token = (await worker.Post("session", new { email = "olga@example.org", password = WorkerClient.Password })).Text("token")!;

        Assert.Equal("active", (await worker.Get("me")).Text("status"));
    }

    [Theory]
    [InlineData("me")]
    [InlineData("statement")]
    [InlineData("assignments/1-1/image")]
    public async Task Without_a_good_token_nothing_is_told(string call)
    {
        await using var host = await PortalHost.Start();
        using var stranger = WorkerClient.Stranger(host);
        (await stranger.Get(call)).IsProblem(401, "not_signed_in");
        stranger.Token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        (await stranger.Get(call)).IsProblem(401, "not_signed_in");
    }
}
