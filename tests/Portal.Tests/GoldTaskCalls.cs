using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Gold tasks as operators put them on the shelf, and as workers see them.</summary>
public sealed class GoldTaskCalls
{
    private const string Password = "four grains of wheat";

    private static readonly ReportOptions EveryTask = new() { Gold = new GoldOptions { PerMille = 1_000, Seed = 1 } };

    [Fact]
    public async Task An_operator_puts_a_task_on_the_shelf_sees_it_and_takes_it_off_with_a_reason()
    {
        await using var portal = await PortalHost.Start();
        using var http = await Operator(portal);
        var added = await http.PostAsJsonAsync("operator/v1/gold", new { task = ImageTask(), answer = " Gold " });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        var task = Assert.Single((await http.GetFromJsonAsync<JsonElement>("operator/v1/gold")).GetProperty("tasks").EnumerateArray());
        Assert.Equal((id, "ImageText", "own", "Gold", "read it"), (task.GetProperty("id").GetInt64(), Text(task, "kind"), Text(task, "origin"), Text(task, "answer"), Text(task, "instruction")));
        Assert.NotNull(await portal.Store.FindImage(new CaptchaId(id), ImagePart.Captcha));

        Assert.Equal("out_of_range", await Code(await Delete(http, $"{id}", null)));
        Assert.Equal(HttpStatusCode.NoContent, (await Delete(http, $"{id}", "it is too easy")).StatusCode);
        Assert.Equal("no_such_gold", await Code(await Delete(http, $"{id}", "it is too easy")));
        Assert.Equal("no_such_gold", await Code(await Delete(http, "one", "it is too easy")));
        Assert.Empty((await http.GetFromJsonAsync<JsonElement>("operator/v1/gold")).GetProperty("tasks").EnumerateArray());
        var retired = Assert.Single((await http.GetFromJsonAsync<JsonElement>("operator/v1/gold?state=retired")).GetProperty("tasks").EnumerateArray());
        Assert.Equal("taken_off", Text(retired, "why"));
        var audit = await portal.Store.AuditRecords(0, 10);
        Assert.Equal([("gold.added", $"gold:{id}"), ("gold.taken_off", $"gold:{id}")], audit.Select(r => (r.Facts.Act, r.Facts.Subject)));
        Assert.DoesNotContain(audit, r => r.Facts.Details.Contains("Gold", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"answer":"gold"}""", "out_of_range")]
    [InlineData("""{"task":"ImageToTextTask","answer":"gold"}""", "out_of_range")]
    [InlineData("""{"task":{"type":"ImageToTextTask"},"answer":"gold"}""", "out_of_range")]
    [InlineData("""{"task":{"type":"ImageToTextTask","body":"bm8gaW1hZ2U="},"answer":"gold"}""", "out_of_range")]
    [InlineData("""{"task":{"type":"NoSuchTask"},"answer":"gold"}""", "out_of_range")]
    [InlineData("""{"task":{"type":"RecaptchaV2TaskProxyless","websiteURL":"https://demo.test/","websiteKey":"6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-"},"answer":"gold"}""", "out_of_range")]
    [InlineData("""{"task":{"type":"TextCaptchaTask","comment":"2 + 2"}}""", "malformed_answer")]
    [InlineData("""{"task":{"type":"TextCaptchaTask","comment":"2 + 2"},"answer":"  "}""", "malformed_answer")]
    [InlineData("""{"task":{"type":"TextCaptchaTask","comment":"2 + 2"},"answer":[4]}""", "malformed_answer")]
    [InlineData("[]", "bad_request")]
    public async Task What_a_customer_could_not_submit_or_a_worker_not_answer_is_no_task(string body, string code)
    {
        await using var portal = await PortalHost.Start();
        using var http = await Operator(portal);
        var reply = await http.PostAsync(new Uri("operator/v1/gold", UriKind.Relative), new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));
        Assert.Equal(code, await Code(reply));
        Assert.Empty(await portal.Store.GoldIn(GoldState.InUse, default, 10));
        Assert.Equal(0, (await portal.Store.FindAuditHead()).Sequence);
    }

    [Fact]
    public async Task A_question_in_words_can_be_a_task_and_an_image_as_large_as_a_customers()
    {
        await using var portal = await PortalHost.Start();
        using var http = await Operator(portal);
        var words = await http.PostAsJsonAsync("operator/v1/gold", new { task = new { type = "TextCaptchaTask", comment = "2 + 2" }, answer = "4" });
        Assert.Equal(HttpStatusCode.Created, words.StatusCode);
        var large = new byte[600 * 1024];
        ImageTaskBytes().CopyTo(large, 0); // what follows the end of an image is not looked at
        var image = await http.PostAsJsonAsync("operator/v1/gold", new { task = new { type = "ImageToTextTask", body = Convert.ToBase64String(large) }, answer = "gold" });
        Assert.Equal(HttpStatusCode.Created, image.StatusCode);
    }

    [Fact]
    public async Task A_worker_cannot_tell_a_gold_task_from_any_other_by_what_he_is_sent()
    {
        await using var portal = await PortalHost.Start(numbers: EveryTask);
        using var http = await Operator(portal);
        await http.PostAsJsonAsync("operator/v1/gold", new { task = new { type = "ImageToTextTask", body = Convert.ToBase64String(ImageTaskBytes()) }, answer = "gold" });
        using var worker = await WorkerClient.SignIn(portal);
        using var other = await WorkerClient.SignIn(portal, "other@example.org");

        await portal.Submit();
        var ordinary = await worker.Next();
        await portal.Settle(); // a gold task is made ready meanwhile
        var first = await worker.Post($"assignments/{Text(ordinary, "assignmentId")}/answer", new { answer = "work" });
        await portal.Submit();
        var gold = await worker.Next();
        var goldId = gold.GetProperty("captchaId").GetInt64();
        Assert.NotNull((await portal.Store.FindCaptcha(new CaptchaId(goldId)))!.Gold);

        Assert.Equal(Shape(ordinary), Shape(gold));
        foreach (var name in (string[])["kind", "rate", "constraints"]) Assert.Equal(ordinary.GetProperty(name).GetRawText(), gold.GetProperty(name).GetRawText());
        Assert.Equal(Text(ordinary, "imageUrl")!.Replace(Text(ordinary, "assignmentId")!, "", StringComparison.Ordinal),
            Text(gold, "imageUrl")!.Replace(Text(gold, "assignmentId")!, "", StringComparison.Ordinal));
        Assert.Equal(ImageTaskBytes(), await worker.Http.GetByteArrayAsync(Text(gold, "imageUrl")));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"assignments/{goldId}-{other.Id}/image")).Status);

        var second = await worker.Post($"assignments/{Text(gold, "assignmentId")}/answer", new { answer = "wrong" });
        Assert.Equal(Shape(first.Body), Shape(second.Body));
        Assert.Equal(first.Text("earned"), second.Text("earned"));
        var lines = (await worker.Get("statement")).Body.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(Shape(lines[0]), Shape(lines[1]));
        Assert.Equal(Text(lines[0], "purpose"), Text(lines[1], "purpose"));
        Assert.False(Assert.Single(await portal.Store.EvidenceOf(new WorkerId(worker.Id), 10)).IsRight);
    }

    private static string Shape(JsonElement element) => string.Join(", ", element.EnumerateObject().Select(p => $"{p.Name}: {p.Value.ValueKind}"));

    private static object ImageTask() => new { type = "ImageToTextTask", body = Convert.ToBase64String(ImageTaskBytes()), comment = "read it" };

    private static byte[] ImageTaskBytes() => [.. TextCaptcha.Generate(new Random(5), new TextCaptchaStyle()).Png];

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
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"operator/v1/gold/{id}") { Content = reason is null ? null : JsonContent.Create(new { reason }) };
        return await http.SendAsync(request);
    }

    private static async Task<string?> Code(HttpResponseMessage reply) => Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "code");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
