using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CaptchaGrains.Conformance;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>What the documents say, against what is really asked and answered.</summary>
public sealed class OpenApiDocuments : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("captchagrains-openapi-").FullName;
    private readonly HttpClient _http = new();

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        using var server = await StandaloneProcess.Start(_folder);
        foreach (var name in (string[])["v2", "worker"])
        {
            var references = (await Read(server, name)).References();
            Assert.NotEmpty(references);
            Assert.All(references, r => Assert.True(r.Target is not null, $"{name}: {r.Reference} leads nowhere"));
        }
    }

    [Fact]
    public async Task Requests_of_every_type_and_their_replies_fit_the_document_of_version_2()
    {
        using var server = await StandaloneProcess.Start(_folder);
        var schemas = await Read(server, "v2");
        var pages = await DocsText.ReadAll(server.Address);
        var types = new HashSet<string>();
        foreach (var page in pages)
        {
            foreach (var command in page.Commands.Where(c => c.StartsWith("curl \"$HOST/createTask\" --json @-", StringComparison.Ordinal) && !c.Contains("shop.example", StringComparison.Ordinal)))
            {
                var request = RequestIn(command);
                var type = request["task"]!["type"]!.GetValue<string>();
                if (!types.Add(type)) continue;
                Assert.Null(schemas.Flaw(schemas.RequestOf("/createTask"), request));
                var created = await Call(server, schemas, "createTask", request);
                var ask = new JsonObject { ["clientKey"] = StandaloneProcess.Key, ["taskId"] = created["taskId"]!.DeepClone() };
                Assert.Equal("processing", (await Call(server, schemas, "getTaskResult", ask))["status"]!.GetValue<string>());
                await server.Answer(await server.Next(), page.Answer);
                Assert.Equal("ready", (await Call(server, schemas, "getTaskResult", ask))["status"]!.GetValue<string>());
                await Call(server, schemas, "reportCorrect", ask);
                Assert.Equal(206, (await Call(server, schemas, "reportIncorrect", ask))["errorId"]!.GetValue<int>());
            }
        }
        Assert.Equal(10, types.Count);
        await Call(server, schemas, "getBalance", new JsonObject { ["clientKey"] = StandaloneProcess.Key });
        Assert.Equal(1, (await Call(server, schemas, "getBalance", new JsonObject { ["clientKey"] = new string('0', 32) }))["errorId"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"type":"ImageToTextTask"}""")]
    [InlineData("""{"type":"NoSuchTask","body":"iVBORw0KGgo="}""")]
    [InlineData("""{"body":"iVBORw0KGgo="}""")]
    [InlineData("""{"type":"TextCaptchaTask","comment":{"a":1}}""")]
    [InlineData("""{"type":"RecaptchaV3TaskProxyless","websiteURL":"https://demo.test/","websiteKey":"6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u","minScore":1.5}""")]
    [InlineData("""{"type":"RecaptchaV2TaskProxyless","websiteURL":"https://demo.test/","websiteKey":"short"}""")]
    public async Task What_does_not_fit_is_refused(string task)
    {
        using var server = await StandaloneProcess.Start(_folder);
        var schemas = await Read(server, "v2");
        var request = new JsonObject { ["clientKey"] = StandaloneProcess.Key, ["task"] = JsonNode.Parse(task) };
        Assert.NotNull(schemas.Flaw(schemas.RequestOf("/createTask"), request));
        Assert.NotEqual(0, (await Call(server, schemas, "createTask", request))["errorId"]!.GetValue<int>());
    }

    [Fact]
    public async Task Requests_of_workers_and_their_replies_fit_the_document_of_the_worker_API()
    {
        using var server = await StandaloneProcess.Start(_folder);
        var schemas = await Read(server, "worker");
        var session = await Work(server, schemas, "/worker/v1/session", new JsonObject { ["email"] = "worker@demo.test", ["password"] = "demo-worker" });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session["token"]!.GetValue<string>());
        var (id, text) = await server.Submit(seed: 1);
        var next = await Work(server, schemas, "/worker/v1/next", new JsonObject { ["waitSeconds"] = 20, ["kinds"] = new JsonArray("ImageText") });
        Assert.Equal(id, next["captchaId"]!.ToJsonString());
        await server.Submit(seed: 2);
        var answer = "/worker/v1/assignments/{id}/answer";
        var answered = await Work(server, schemas, answer, new JsonObject { ["answer"] = text, ["next"] = true, ["waitSeconds"] = 20 }, next);
        Assert.NotNull(answered["next"]);
        await Work(server, schemas, "/worker/v1/assignments/{id}/skip", new JsonObject { ["reason"] = "too_hard", ["next"] = false }, answered["next"]);
        foreach (var path in (string[])["/worker/v1/me", "/worker/v1/statement", "/worker/v1/outlook?kinds=Text,Grid", $"/worker/v1/earned?since={DateTime.UtcNow:yyyy-MM-dd}"])
            Assert.Null(schemas.Flaw(schemas.ReplyOf(path.Split('?')[0], "get"), JsonNode.Parse(await _http.GetStringAsync(new Uri(server.Address, path)))));

        // There is no such assignment.
        var (problem, status) = await Post(server, answer, new JsonObject { ["answer"] = text }, new JsonObject { ["assignmentId"] = "nobody" });
        Assert.True(status >= 400, problem.ToJsonString());
        Assert.Equal(problem["status"]!.GetValue<int>(), status);
        Assert.Null(schemas.Flaw(schemas.ReplyOf(answer, status: "default", type: "application/problem+json"), problem));
    }

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What the shell would make of the text between <c>&lt;&lt;END</c> and <c>END</c>.</summary>
    private static JsonNode RequestIn(string command)
    {
        var text = command[(command.IndexOf('\n', StringComparison.Ordinal) + 1)..command.LastIndexOf("\nEND", StringComparison.Ordinal)];
        text = text.Replace("$KEY", StandaloneProcess.Key, StringComparison.Ordinal);
        for (var start = text.IndexOf("$(", StringComparison.Ordinal); start >= 0; start = text.IndexOf("$(", StringComparison.Ordinal))
        {
            var end = text.IndexOf(')', start);
            var file = text[start..end].Contains(".mp3", StringComparison.Ordinal) ? Media.Sound() : Media.Picture();
            text = text[..start] + Convert.ToBase64String(file) + text[(end + 1)..];
        }
        return JsonNode.Parse(text)!;
    }

    private async Task<Schemas> Read(StandaloneProcess server, string name) =>
        new(JsonNode.Parse(await _http.GetStringAsync(new Uri(server.Address, $"/docs/openapi/{name}.json")))!);

    private async Task<JsonNode> Call(StandaloneProcess server, Schemas schemas, string call, JsonNode request)
    {
        var (reply, status) = await Post(server, "/" + call, request);
        Assert.Equal(200, status);
        Assert.Null(schemas.Flaw(schemas.ReplyOf("/" + call), reply));
        return reply;
    }

    private async Task<JsonNode> Work(StandaloneProcess server, Schemas schemas, string path, JsonNode request, JsonNode? assignment = null)
    {
        Assert.Null(schemas.Flaw(schemas.RequestOf(path), request));
        var (reply, status) = await Post(server, path, request, assignment);
        Assert.True(status == 200, reply.ToJsonString());
        Assert.Null(schemas.Flaw(schemas.ReplyOf(path), reply));
        return reply;
    }

    private async Task<(JsonNode Reply, int Status)> Post(StandaloneProcess server, string path, JsonNode request, JsonNode? assignment = null)
    {
        path = path.Replace("{id}", assignment?["assignmentId"]!.GetValue<string>(), StringComparison.Ordinal);
        using var body = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(server.Address, path), body);
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync())!, (int)response.StatusCode);
    }
}
