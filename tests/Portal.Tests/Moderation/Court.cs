using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>A portal with a worker whose answers are disputed, one with a high rating who rechecks them, and moderators.</summary>
internal sealed class Court : IAsyncDisposable
{
    public const string Password = WorkerClient.Password;

    /// <summary>The answer of all gold tasks.</summary>
    public const string Known = "gold";

    private Court(PortalHost host, WorkerClient first, WorkerClient second) => (Host, First, Second) = (host, first, second);

    public PortalHost Host { get; }

    public WorkerClient First { get; }

    public WorkerClient Second { get; }

    /// <param name="kinds">In which the second worker's rating is high; none: images of text.</param>
    public static async Task<Court> Open(params Kind[] kinds) => await Open(await PortalHost.Start(), kinds);

    /// <summary>With a shelf of gold tasks whose answer is <see cref="Known"/>; every second captcha is one.</summary>
    public static async Task<Court> OpenWithGold(int tasks)
    {
        var host = await PortalHost.Start(numbers: new ReportOptions { Gold = new GoldOptions { PerMille = 1_000, Seed = 1 } });
        for (var n = 0; n < tasks; n++)
        {
            var entry = new GoldEntry
            {
                Id = new CaptchaId(await host.Store.LeaseIds(IdSequence.Captcha, 1)),
                Request = PortalHost.Plain,
                Answer = Known,
                Origin = GoldOrigin.Own,
                State = GoldState.InUse,
                AddedAt = DateTimeOffset.UtcNow,
            };
            await host.Store.AddGold(entry, new CaptchaImages(new StoredImage("image/png", [.. TextCaptcha.Generate(new Random(n), new TextCaptchaStyle()).Png]), null));
        }
        return await Open(host);
    }

    private static async Task<Court> Open(PortalHost host, params Kind[] kinds)
    {
        var court = new Court(host, await WorkerClient.SignIn(host, "first@example.org"), await WorkerClient.SignIn(host, "second@example.org"));
        await court.Trust(new WorkerId(court.Second.Id), kinds);
        return court;
    }

    /// <summary>Somebody with a role, signed in.</summary>
    public async Task<Caller> Enter(string name, PersonRole role = PersonRole.Moderator)
    {
        var id = await Host.AddPerson($"{name}@example.org", Password, role);
        return await Caller.SignIn(Host, $"{name}@example.org", role, id);
    }

    public async Task<CaptchaId> Answered(WorkerClient worker, object answer, CaptchaRequest? request = null)
    {
        var (id, _) = await Host.Submit(request);
        await Answer(worker, answer);
        return id;
    }

    public async Task Answer(WorkerClient worker, object answer)
    {
        var next = await worker.Next();
        var reply = await worker.Post($"assignments/{next.GetProperty("assignmentId").GetString()}/answer", new { answer });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        await Host.Settle();
    }

    /// <summary>A captcha that the first worker answered, the customer reported bad, and the second worker answered otherwise.</summary>
    public async Task<CaptchaId> Dispute(string first, string second, CaptchaRequest? request = null)
    {
        var id = await Answered(First, first, request);
        await ReportBad(id);
        await Answer(Second, second);
        return id;
    }

    /// <summary>A case that waits for a decision on a ban.</summary>
    public async Task<CaptchaId> Suspend(Caller moderator)
    {
        for (var i = 0; i < 10; i++) await Answered(First, "qqqq");
        var id = await Dispute("pppp", "xyz");
        Assert.Equal(HttpStatusCode.OK, (await moderator.Post($"cases/{id}/resolve", new { answer = "kwmx" })).Status);
        await Host.Settle();
        while ((await Host.Store.FindReportState(id))!.Status == ReportStatus.FollowingUp) await Answer(Second, "right");
        return id;
    }

    /// <summary>The first worker answers his hidden tests wrong until the house opens a case.</summary>
    public async Task<CaptchaId> FailTests()
    {
        for (var n = 0; n < 30; n++)
        {
            await Host.Submit();
            await Answer(First, "brass");
            await Host.Marketplace.Actors.Worker(new WorkerId(First.Id)).Judged();
            await First.Get("me"); // somebody looks at what is known of him
            await Host.Settle();
            if (await Host.Store.AwaitingModerator(default, 10) is [var opened]) return opened.Captcha;
        }
        throw new InvalidOperationException("No case was opened.");
    }

    public async Task ReportBad(CaptchaId id)
    {
        var desk = new ReportDesk(Host.Marketplace.CustomerDesk, Host.Store, Host.Marketplace.Actors, Host.Marketplace.Repeat, TimeProvider.System);
        Assert.Equal(ReportVerdict.Recorded, await desk.Report(new CustomerId(1), id, false));
        await Host.Settle();
    }

    /// <summary>The same laptop.</summary>
    public async Task Link(params long[] workers)
    {
        foreach (var worker in workers)
            await Host.Marketplace.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, "laptop", new WorkerId(worker), DateTimeOffset.UtcNow));
    }

    public async Task<IReadOnlyList<(string Actor, string Act, string Subject)>> Log() =>
        [.. (await Host.Store.AuditRecords(0, 500)).Select(r => (r.Facts.Actor, r.Facts.Act, r.Facts.Subject))];

    public async ValueTask DisposeAsync()
    {
        First.Dispose();
        Second.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>Evidence comes with a step of a report: one of nobody's.</summary>
    /// <param name="kinds">In which his rating is to be high; none: images of text.</param>
    private async Task Trust(WorkerId worker, params Kind[] kinds)
    {
        if (kinds.Length == 0) kinds = [Kind.ImageText];
        var captcha = new CaptchaId(1_000_000_000);
        await Host.Store.AddReport(new ReportRow(captcha, CustomerId.House, true, DateTimeOffset.UtcNow, 1));
        var (next, _) = (await Host.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = kinds.SelectMany((kind, k) => Enumerable.Range(1, 60).Select(n =>
            new Evidence(worker, new CaptchaId(captcha.Value + 100 * k + n), EvidenceSource.Gold, kind, true, 1, DateTimeOffset.UtcNow)));
        await Host.Store.Commit(new ReportCommit(next, [.. pieces], [], DateTimeOffset.UtcNow));
        await Host.Marketplace.Actors.Worker(worker).Judged();
    }

    /// <summary>A person's program.</summary>
    internal sealed class Caller(HttpClient http, string root, long id) : IDisposable
    {
        public long Id => id;

        public HttpClient Http => http;

        public static async Task<Caller> SignIn(PortalHost host, string email, PersonRole role, long id)
        {
            var root = $"{role.ToString().ToLowerInvariant()}/v1";
            var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
            var caller = new Caller(http, root, id);
            var session = await caller.Post("session", new { email, password = Password });
            Assert.Equal(HttpStatusCode.OK, session.Status);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Text("token"));
            return caller;
        }

        public Task<Reply> Get(string call) => Send(HttpMethod.Get, call, null);

        public Task<Reply> Post(string call, object body) => Send(HttpMethod.Post, call, JsonContent.Create(body));

        public Task<Reply> Put(string call, object body) => Send(HttpMethod.Put, call, JsonContent.Create(body));

        public void Dispose() => http.Dispose();

        private async Task<Reply> Send(HttpMethod method, string call, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, new Uri($"{root}/{call}", UriKind.Relative)) { Content = content };
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var type = response.Content.Headers.ContentType?.MediaType;
            return new Reply(response.StatusCode, type?.Contains("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(text).RootElement : default, type);
        }
    }
}
