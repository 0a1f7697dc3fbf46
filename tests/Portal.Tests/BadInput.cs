using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Nothing that a client sends makes a 500, and every refusal of the worker API has its code.</summary>
public sealed class BadInput
{
    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "next", "{", 400, "bad_request" },
        { "next", "[]", 400, "bad_request" },
        { "next", "null", 400, "bad_request" },
        { "next", "\"text\"", 400, "bad_request" },
        { "next", "{\"waitSeconds\": \"soon\"}", 400, "bad_request" },
        { "next", "{\"waitSeconds\": 1.5}", 400, "bad_request" },
        { "next", "{\"waitSeconds\": 99999999999999}", 400, "bad_request" },
        { "next", "{\"waitSeconds\": 26}", 422, "out_of_range" },
        { "next", "{\"waitSeconds\": -1}", 422, "out_of_range" },
        { "next", "{\"kinds\": []}", 422, "out_of_range" },
        { "next", "{\"kinds\": [\"Nonsense\"]}", 422, "out_of_range" },
        { "next", "{\"kinds\": [\"1\"]}", 422, "out_of_range" },
        { "next", "{\"kinds\": [null]}", 422, "out_of_range" },
        { "next", "{\"kinds\": \"ImageText\"}", 400, "bad_request" },
        { "next", "{\"a\":" + new string('[', 200) + new string(']', 200) + "}", 400, "bad_request" },
        { "assignments/1-1/answer", "", 400, "bad_request" },
        { "assignments/1-1/answer", "{}", 422, "malformed_answer" },
        { "assignments/1-1/answer", "{\"answer\": \"x\", \"waitSeconds\": 26}", 422, "out_of_range" },
        { "assignments/1-1/answer", "\u0001\u0002", 400, "bad_request" },
        { "assignments/1-1/skip", "{}", 422, "out_of_range" },
        { "assignments/1-1/skip", "{\"reason\": \"bored\"}", 422, "out_of_range" },
        { "session", "", 400, "bad_request" },
        { "session", "{\"email\": 5}", 400, "bad_request" },
        { "session", "{\"email\": \"\\ud800@example.org\", \"password\": \"long enough\"}", 400, "bad_request" },
        { "nonsense", "{}", 404, "no_such_call" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_wrong_is_refused_with_its_code(string call, string body, int status, string code)
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        Assert.Equal(1, worker.Id);

        (await worker.PostRaw(call, body)).IsProblem(status, code);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Only_json_is_taken(string? contentType)
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);

        (await worker.PostRaw("next", "{}", contentType)).IsProblem(415, "not_json");
        (await worker.PostRaw("session", "{}", contentType)).IsProblem(415, "not_json");
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        var body = "{\"answer\": \"" + new string('a', PortalEndpoints.LongestBody) + "\"}";

        (await worker.PostRaw("assignments/1-1/answer", body)).IsProblem(413, "too_large");
        (await worker.PostRaw("session", body)).IsProblem(413, "too_large");
    }

    [Theory]
    [InlineData("statement?take=0")]
    [InlineData("statement?take=501")]
    [InlineData("statement?take=many")]
    [InlineData("statement?before=-1")]
    [InlineData("statement?before=99999999999999999999")]
    public async Task A_page_of_the_statement_has_bounds(string call)
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);

        (await worker.Get(call)).IsProblem(422, "out_of_range");
    }

    [Theory]
    [InlineData(WorkerStatus.InTraining, "not_trained")]
    [InlineData(WorkerStatus.Suspended, "suspended")]
    public async Task Who_may_not_work_learns_why(WorkerStatus status, string code)
    {
        await using var host = await PortalHost.Start();
        var id = await host.AddPerson("ada@example.org", WorkerClient.Password, PersonRole.Operator); // no worker actor yet
        await host.Store.UpdatePerson((await host.Store.FindPerson(id))! with { Roles = RoleSet.Of(PersonRole.Worker) });
        await host.SetProfile(WorkerProfile.New(new WorkerId(id)) with { Status = status });
        using var worker = WorkerClient.Stranger(host);
        worker.Token = (await worker.Post("session", new { email = "ada@example.org", password = WorkerClient.Password })).Text("token")!;

        (await worker.Post("next", new { waitSeconds = 25 })).IsProblem(403, code);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_no_500()
    {
        await using var host = await PortalHost.Start(change: services => services.AddSingleton<IPeopleStore>(new LostPeople()));
        using var stranger = WorkerClient.Stranger(host);

        (await stranger.Post("session", new { email = "ada@example.org", password = "long enough" })).IsProblem(503, "try_again");
        stranger.Token = "some token";
        (await stranger.Get("me")).IsProblem(503, "try_again");
    }

    [Fact]
    public void Every_code_is_there_once() =>
        Assert.Equal(Problem.All.Count, Problem.All.Select(p => p.Code).Distinct().Count());
}
