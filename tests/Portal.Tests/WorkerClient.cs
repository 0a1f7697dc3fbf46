using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A worker's program: it speaks the worker API with a bearer token.</summary>
internal sealed class WorkerClient : IDisposable
{
    public const string Password = "four grains of wheat";

    private readonly HttpClient _http;

    private WorkerClient(PortalHost host) => _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };

    public HttpClient Http => _http;

    public long Id { get; set; }

    public string Token
    {
        get => _http.DefaultRequestHeaders.Authorization!.Parameter!;
        set => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", value);
    }

    public static WorkerClient Stranger(PortalHost host) => new(host);

    /// <summary>Enrolls a worker and signs him in.</summary>
    /// <param name="kinds">Those that he was examined in; none: as everybody in the beginning.</param>
    public static async Task<WorkerClient> SignIn(PortalHost host, string email = "ada@example.org", params Kind[] kinds)
    {
        if (kinds.Length == 0) await host.AddPerson(email, Password);
        else await host.AddWorker(email, Password, kinds);
        return await SignInAs(host, email);
    }

    /// <summary>Signs in a worker who is there.</summary>
    public static async Task<WorkerClient> SignInAs(PortalHost host, string email)
    {
        var client = new WorkerClient(host);
        var reply = await client.Post("session", new { email, password = Password });
        client.Token = reply.Body.GetProperty("token").GetString()!;
        client.Id = reply.Body.GetProperty("workerId").GetInt64();
        return client;
    }

    public Task<Reply> Get(string call) => Send(HttpMethod.Get, call, null);

    public Task<Reply> Post(string call, object? body = null) => Send(HttpMethod.Post, call, body is null ? null : JsonContent.Create(body));

    public Task<Reply> Put(string call, object body) => Send(HttpMethod.Put, call, JsonContent.Create(body));

    public Task<Reply> Delete(string call) => Send(HttpMethod.Delete, call, null);

    /// <summary>Posts these very bytes.</summary>
    public Task<Reply> PostRaw(string call, string body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Send(HttpMethod.Post, call, content);
    }

    /// <summary>The assignment that <c>next</c> brings: at once, or as soon as a submission that was answered has reached its shard.</summary>
    public async Task<JsonElement> Next(params string[] kinds)
    {
        var reply = await Post("next", new { kinds = kinds.Length == 0 ? null : kinds, waitSeconds = 20 });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return reply.Body;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Reply> Send(HttpMethod method, string call, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, $"/worker/v1/{call}") { Content = content };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var body = text.Length > 0 && response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true
            ? JsonDocument.Parse(text).RootElement
            : default;
        return new Reply(response.StatusCode, body, response.Content.Headers.ContentType?.MediaType);
    }
}

internal sealed record Reply(HttpStatusCode Status, JsonElement Body, string? ContentType)
{
    public string? Code => Text("code");

    public string? Text(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A problem of RFC 9457 with this status and code.</summary>
    public void IsProblem(int status, string code)
    {
        Assert.Equal((status, code), ((int)Status, Code));
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(status, Body.GetProperty("status").GetInt32());
        Assert.NotNull(Text("title"));
        Assert.NotNull(Text("type"));
    }
}
