using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>The customer API with the sandbox, on a real server, under a clock on the wall that stands still.</summary>
internal sealed class Bed : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly WebApplication _app;
    private readonly LocalMarketplace _market;

    private Bed()
    {
        var edition = new SandboxEdition(Wall);
        Time = edition.Time;
        _market = new LocalMarketplace(Store, Store, new StoredActorStates(Store), edition.Time, rules: edition.Rules);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IMarketStore>(Store).AddSingleton<IIdempotencyStore>(Store).AddSingleton<IReportStore>(Store).AddSingleton<ICallbackStore>(Store).AddSingleton<IAuditStore>(Store);
        builder.Services.AddSingleton(_market.CustomerDesk).AddSingleton(_market.Repeat);
        builder.Services.AddCustomerApi();
        builder.Services.AddCallbackDelivery(SandboxEdition.Callbacks);
        edition.AddTo(builder.Services, _market, Store, Store);
        _app = builder.Build();
        SandboxEdition.Map(_app);
        _app.MapCustomerApi();
    }

    public WatchedTime Wall { get; } = new();

    public SandboxTime Time { get; }

    public MemoryStore Store { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<Bed> Start()
    {
        var bed = new Bed();
        await bed._app.StartAsync();
        bed.Address = new Uri(bed._app.Urls.Single());
        bed.Http = new HttpClient { BaseAddress = bed.Address };
        return bed;
    }

    /// <summary>Writes a rule, as a customer's test would.</summary>
    public async Task<long> Rule(string json)
    {
        var (status, reply) = await Tell(HttpMethod.Post, "rules", json);
        Assert.True(status == HttpStatusCode.Created, reply?.ToJsonString());
        return reply!["id"]!.GetValue<long>();
    }

    /// <summary>A call to the sandbox itself.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Reply)> Tell(HttpMethod method, string call, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("sandbox/v1/" + call, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task Advance(double seconds) =>
        Assert.Equal(HttpStatusCode.OK, (await Tell(HttpMethod.Post, "time", new JsonObject { ["advanceSeconds"] = seconds }.ToJsonString())).Status);

    public async Task<string> Form(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<JsonNode> Json(string path, JsonObject body)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>A question in words, the smallest of all submissions.</summary>
    public Task<string> Submit(string question = "2 + 2?", string key = Key, params (string Name, string Value)[] more) =>
        Form("in.php", [("key", key), ("textcaptcha", question), .. more]);

    /// <summary>The id in an <c>OK|id</c>.</summary>
    public async Task<string> Accepted(string question = "2 + 2?", params (string Name, string Value)[] more)
    {
        var reply = await Submit(question, Key, more);
        Assert.StartsWith("OK|", reply, StringComparison.Ordinal);
        return reply[3..];
    }

    public Task<string> Result(string id, string key = Key) => Http.GetStringAsync(new Uri($"res.php?key={key}&action=get&id={id}", UriKind.Relative));

    /// <summary>What a person in the portal is offered; null: nothing.</summary>
    public async Task<Assignment?> Offered(long person = 7)
    {
        await _market.Actors.Worker(new WorkerId(person)).Enroll();
        return (await _market.WorkerDesk.Next(new WorkerId(person), null, TimeSpan.Zero, CancellationToken.None)).Assignment;
    }

    public Task Answer(Assignment assignment, string answer) => _market.WorkerDesk.Answer(assignment.Id, answer);

    public CaptchaState Captcha(string id) => Store.Captchas().Single(c => c.Id.ToString() == id);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _market.Dispose();
    }
}
