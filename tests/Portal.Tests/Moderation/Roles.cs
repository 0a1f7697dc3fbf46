using System.Net;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>Who may do what, and how somebody becomes a moderator.</summary>
public sealed class Roles
{
    private static readonly string[] Calls = ["cases", "cases/1", "cases/1/image", "workers/1", "appeals"];
    private static readonly string[] Acts = ["cases/1/resolve", "cases/1/decide", "workers/1/training", "workers/1/suspend", "workers/1/ban", "workers/1/lift", "appeals/1/decide"];

    [Fact]
    public async Task Only_moderators_come_in()
    {
        await using var portal = await PortalHost.Start();
        using var nobody = new Court.Caller(new HttpClient { BaseAddress = portal.Address }, "moderator/v1", 0);
        foreach (var call in Calls) (await nobody.Get(call)).IsProblem(401, "not_signed_in");
        foreach (var act in Acts) (await nobody.Post(act, new { reason = "because" })).IsProblem(401, "not_signed_in");
        foreach (var role in new[] { PersonRole.Worker, PersonRole.Operator })
        {
            var id = await portal.AddPerson($"{role}@example.org", Court.Password, role);
            using var caller = await Court.Caller.SignIn(portal, $"{role}@example.org", role, id);
            (await nobody.Post("session", new { email = $"{role}@example.org", password = Court.Password })).IsProblem(403, "not_a_moderator");
            using var trespasser = new Court.Caller(new HttpClient { BaseAddress = portal.Address }, "moderator/v1", id);
            trespasser.Http.DefaultRequestHeaders.Authorization = caller.Http.DefaultRequestHeaders.Authorization;
            foreach (var call in Calls) (await trespasser.Get(call)).IsProblem(403, "not_a_moderator");
            foreach (var act in Acts) (await trespasser.Post(act, new { reason = "because" })).IsProblem(403, "not_a_moderator");
        }
        (await nobody.Post("session", new { email = "worker@example.org", password = "wrong password" })).IsProblem(401, "bad_credentials");
        (await nobody.Get("nothing/here")).IsProblem(404, "no_such_call");
    }

    [Fact]
    public async Task An_operator_gives_and_takes_roles_with_a_reason()
    {
        await using var portal = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, SessionCache = TimeSpan.Zero });
        using var worker = await WorkerClient.SignIn(portal);
        using var op = await Court.Caller.SignIn(portal, "op@example.org", PersonRole.Operator, await portal.AddPerson("op@example.org", Court.Password, PersonRole.Operator));
        var path = $"people/{worker.Id}";
        Assert.Equal(["worker"], Names(await op.Get("people?email=Ada@example.org")));
        var both = new { roles = new[] { "worker", "moderator" }, reason = "He is fair." };
        Assert.Equal(["worker", "moderator"], Names(await op.Put($"{path}/roles", both)));
        Assert.Equal(["worker", "moderator"], Names(await op.Put($"{path}/roles", both))); // the same again is no second act
        Assert.Equal(HttpStatusCode.OK, (await worker.Get("me")).Status);
        using var moderator = await Court.Caller.SignIn(portal, "ada@example.org", PersonRole.Moderator, worker.Id);
        Assert.Equal(HttpStatusCode.OK, (await moderator.Get("cases")).Status);

        Assert.Equal(["worker"], Names(await op.Put($"{path}/roles", new { roles = new[] { "worker" }, reason = "He was not." })));
        (await moderator.Get("cases")).IsProblem(403, "not_a_moderator");
        Assert.Equal(HttpStatusCode.OK, (await worker.Get("me")).Status);
        var log = (await portal.Store.AuditRecords(0, 10)).Select(r => (r.Facts.Actor, r.Facts.Act, r.Facts.Subject)).ToList();
        Assert.Equal(2, log.Count);
        Assert.All(log, l => Assert.Equal(($"operator:{op.Id}", "person.roles", $"person:{worker.Id}"), l));
    }

    [Fact]
    public async Task Somebody_who_becomes_a_worker_can_work()
    {
        await using var portal = await PortalHost.Start();
        using var op = await Court.Caller.SignIn(portal, "op@example.org", PersonRole.Operator, await portal.AddPerson("op@example.org", Court.Password, PersonRole.Operator));
        var id = await portal.AddPerson("mo@example.org", Court.Password, PersonRole.Moderator);
        await op.Put($"people/{id}/roles", new { roles = new[] { "moderator", "worker" }, reason = "He asked for it." });
        using var worker = WorkerClient.Stranger(portal);
        worker.Token = (await worker.Post("session", new { email = "mo@example.org", password = Court.Password })).Text("token")!;
        await portal.Submit();
        Assert.Equal(HttpStatusCode.OK, (await worker.Post("next")).Status);
    }

    [Fact]
    public async Task Roles_that_there_are_not_or_that_would_lock_everybody_out_are_refused()
    {
        await using var portal = await PortalHost.Start();
        using var op = await Court.Caller.SignIn(portal, "op@example.org", PersonRole.Operator, await portal.AddPerson("op@example.org", Court.Password, PersonRole.Operator));
        foreach (var roles in new[] { [], new[] { "king" }, ["worker", "Moderator"] })
            (await op.Put($"people/{op.Id}/roles", new { roles, reason = "because" })).IsProblem(422, "out_of_range");
        (await op.Put($"people/{op.Id}/roles", new { reason = "because" })).IsProblem(422, "out_of_range");
        (await op.Put($"people/{op.Id}/roles", new { roles = new[] { "operator", "moderator" } })).IsProblem(422, "out_of_range");
        (await op.Put($"people/{op.Id}/roles", new { roles = new[] { "moderator" }, reason = "because" })).IsProblem(409, "not_possible");
        foreach (var id in new[] { "999", "x" }) (await op.Put($"people/{id}/roles", new { roles = new[] { "worker" }, reason = "because" })).IsProblem(404, "no_such_person");
        (await op.Get("people/999")).IsProblem(404, "no_such_person");
        (await op.Get("people?email=nobody@example.org")).IsProblem(404, "no_such_person");
        (await op.Get("people")).IsProblem(404, "no_such_person");
        Assert.Equal(["operator"], Names(await op.Get($"people/{op.Id}")));
        Assert.Equal(0, (await portal.Store.FindAuditHead()).Sequence);
    }

    private static IEnumerable<string?> Names(Reply reply) => reply.Body.GetProperty("roles").EnumerateArray().Select(r => r.GetString());
}
