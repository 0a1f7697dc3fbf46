using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Tasks of the training as operators list, add and retire them.</summary>
public sealed class TrainingTaskCallTests
{
    private const string Password = "four grains of wheat";

    [Fact]
    public async Task An_operator_adds_a_task_that_workers_get_and_retires_it_with_a_reason()
    {
        await using var portal = await PortalHost.Start();
        using var http = await Operator(portal);
        var image = TextCaptcha.Generate(new Random(5), new TextCaptchaStyle()).Png;
        var added = await http.PostAsJsonAsync("operator/v1/training/tasks", new
        {
            sort = "case_text",
            task = new { type = "ImageToTextTask", body = Convert.ToBase64String(image), @case = true },
            answer = "GoLd",
            hint = "It shines.",
        });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        Assert.True(id >= TrainingTaskId.FirstOwn);
        var page = await http.GetFromJsonAsync<JsonElement>($"operator/v1/training/tasks?after={TrainingTaskId.FirstOwn}");
        var own = Assert.Single(page.GetProperty("tasks").EnumerateArray());
        Assert.Equal(("case_text", "own", "GoLd", "It shines."), (Text(own, "sort"), Text(own, "origin"), Text(own, "answer"), Text(own, "hint")));
        Assert.Equal(image, await http.GetByteArrayAsync($"operator/v1/training/tasks/{id}/image"));

        Assert.Equal("out_of_range", await Code(await Delete(http, $"{id}", null)));
        Assert.Equal(HttpStatusCode.NoContent, (await Delete(http, $"{id}", "hard to read")).StatusCode);
        Assert.Equal("no_such_task", await Code(await Delete(http, $"{id}", "hard to read")));
        Assert.Equal("no_such_task", await Code(await Delete(http, "one", "hard to read")));
        Assert.Empty((await http.GetFromJsonAsync<JsonElement>($"operator/v1/training/tasks?after={TrainingTaskId.FirstOwn}")).GetProperty("tasks").EnumerateArray());
        var audit = await portal.Store.AuditRecords(0, 10);
        Assert.Equal([("training.task_added", $"training:{id}"), ("training.task_retired", $"training:{id}")], audit.Select(r => (r.Facts.Act, r.Facts.Subject)));
        Assert.DoesNotContain(audit, r => r.Facts.Details.Contains("GoLd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retired_task_of_the_product_is_in_no_run_any_more()
    {
        await using var portal = await PortalHost.Start();
        using var http = await Operator(portal);
        // Of the sums only one is left.
        var sums = Actors.Training.ShippedTasks.All.Where(t => t.Sort == TrainingSort.Arithmetic).Select(t => t.Id).ToList();
        foreach (var id in sums.Skip(2)) await portal.Store.RetireTrainingTask(id);
        Assert.Equal(HttpStatusCode.NoContent, (await Delete(http, $"{sums[1]}", "the signs are too small")).StatusCode);
        using var worker = await WorkerClient.SignIn(portal);
        await worker.Pass(portal, "one");
        Assert.Contains(sums[0], (await portal.Store.FindTraining(new Core.Ids.WorkerId(worker.Id)))!.Run!.Tasks);
        (await worker.Post("training/begin", new { part = "exam" })).IsProblem(503, "no_tasks");
    }

    [Theory]
    [InlineData("""{"sort":"text","answer":"gold"}""", "out_of_range")]
    [InlineData("""{"sort":"texts","task":{"type":"TextCaptchaTask","comment":"2 + 2"},"answer":"4"}""", "out_of_range")]
    [InlineData("""{"sort":"text","task":{"type":"TextCaptchaTask","comment":"2 + 2"},"answer":"4"}""", "out_of_range")]
    [InlineData("""{"sort":"question","task":{"type":"TextCaptchaTask","comment":"2 + 2"}}""", "malformed_answer")]
    [InlineData("""{"sort":"question","task":{"type":"TextCaptchaTask","comment":"2 + 2"},"answer":"4","hint":" "}""", "out_of_range")]
    [InlineData("""{"sort":"text","task":{"type":"ImageToTextTask","body":"bm8gaW1hZ2U="},"answer":"gold"}""", "out_of_range")]
    [InlineData("[]", "bad_request")]
    public async Task What_nobody_could_be_examined_by_is_no_task(string body, string code)
    {
        await using var portal = await PortalHost.Start();
        using var http = await Operator(portal);
        var reply = await http.PostAsync(new Uri("operator/v1/training/tasks", UriKind.Relative), new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));
        Assert.Equal(code, await Code(reply));
        Assert.Empty(await portal.Store.TrainingTasks(default, 10));
        Assert.Equal(0, (await portal.Store.FindAuditHead()).Sequence);
    }

    [Fact]
    public async Task Only_operators_see_the_right_answers()
    {
        await using var portal = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(portal);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.Http.GetAsync("/operator/v1/training/tasks")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.Http.GetAsync("/operator/v1/training/tasks/1001/image")).StatusCode);
    }

    private static async Task<HttpClient> Operator(PortalHost portal)
    {
        await portal.AddPerson("operator@example.org", Password, PersonRole.Operator);
        var http = new HttpClient { BaseAddress = portal.Address };
        var session = await http.PostAsJsonAsync("operator/v1/session", new { email = "operator@example.org", password = Password });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(await session.Content.ReadFromJsonAsync<JsonElement>(), "token"));
        return http;
    }

    private static async Task<HttpResponseMessage> Delete(HttpClient http, string id, string? reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"operator/v1/training/tasks/{id}") { Content = reason is null ? null : JsonContent.Create(new { reason }) };
        return await http.SendAsync(request);
    }

    private static async Task<string?> Code(HttpResponseMessage reply) => Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "code");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
