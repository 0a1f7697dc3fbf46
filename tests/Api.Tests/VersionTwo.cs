using System.Text;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Api.Tests;

/// <summary>createTask, getTaskResult, getBalance.</summary>
public class VersionTwo
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.PngFullOfPlus());

    [Fact]
    public async Task A_task_goes_in_and_its_solution_comes_out()
    {
        await using var api = await ApiHost.Start();
        var created = await Call(api, "createTask", new { clientKey = ApiHost.Key, softId = 4580, languagePool = "en", callbackUrl = (string?)null, task = new { type = "ImageToTextTask", body = Base64 } });
        Assert.Equal(0, created.GetProperty("errorId").GetInt32());
        var id = created.GetProperty("taskId").GetInt64();
        Assert.Equal(TestImages.PngFullOfPlus(), await api.ImageOf(new(id)));
        Assert.Equal("""{"errorId":0,"status":"processing"}""", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }));

        var start = api.Time.GetUtcNow().ToUnixTimeSeconds();
        api.Time.Advance(TimeSpan.FromSeconds(12));
        await api.Solve("héllo");

        var price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price.ToShortString();
        Assert.Equal(
            $$$"""{"errorId":0,"status":"ready","solution":{"text":"héllo"},"cost":"{{{price}}}","costItems":[{"name":"worker","amount":"0.00014"},{"name":"service","amount":"0.00007"}],"ip":"127.0.0.1","createTime":{{{start}}},"endTime":{{{start + 12}}},"solveCount":1}""",
            await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }));
    }

    [Fact]
    public async Task All_fields_reach_the_captcha()
    {
        await using var api = await ApiHost.Start();
        await Call(api, "createTask", new
        {
            clientKey = ApiHost.Key,
            languagePool = "rn",
            task = new
            {
                type = "ImageToTextTask",
                body = "data:image/png;base64," + Base64,
                phrase = true,
                @case = true,
                numeric = 3,
                math = true,
                minLength = 1,
                maxLength = 5,
                comment = "red ones",
                imgInstructions = Convert.ToBase64String(TestImages.Jpeg()),
                websiteURL = "https://demo.test/x",
            },
        });
        Assert.Equal(new CaptchaRequest(Kind.ImageText)
        {
            ImageWidth = 120,
            ImageHeight = 40,
            Phrase = true,
            CaseSensitive = true,
            Numeric = NumericRule.DigitsOrLetters,
            Math = true,
            MinLength = 1,
            MaxLength = 5,
            Instruction = "red ones",
            HasInstructionImage = true,
            Language = "ru",
            Domain = "demo.test",
        }, api.OnlyCaptcha().Request);
    }

    [Fact]
    public async Task The_loose_typing_of_real_senders_is_forgiven()
    {
        await using var api = await ApiHost.Start();
        var json = $$"""
            {"clientKey":"{{ApiHost.Key}}","soft_id":"4580","callbackUrl":null,
             "task":{"type":"ImageToTextTask","body":"{{Base64}}","phrase":null,"case":"1","numeric":false,"math":0,"minLength":"2","maxLength":null,
                     "comment":false,"imgInstructions":false,"websiteURL":"","recaptchaDataSValue":"","languagePool":"rn","minScore":0.3,"x":{"y":[1] } } }
            """;
        Assert.Contains("taskId", await api.PostRaw("createTask", "text/plain", Encoding.UTF8.GetBytes(json)), StringComparison.Ordinal);
        Assert.Equal(new CaptchaRequest(Kind.ImageText) { CaseSensitive = true, MinLength = 2, Language = "ru", SoftwareId = 4580, ImageWidth = 120, ImageHeight = 40 }, api.OnlyCaptcha().Request);
    }

    [Theory]
    [InlineData("""{"clientKey":"KEY"}""", 22, "ERROR_TASK_ABSENT")]
    [InlineData("""{"clientKey":"KEY","task":null}""", 22, "ERROR_TASK_ABSENT")]
    [InlineData("""{"clientKey":"KEY","task":"ImageToTextTask"}""", 22, "ERROR_TASK_ABSENT")]
    [InlineData("""{"clientKey":"KEY","task":[]}""", 22, "ERROR_TASK_ABSENT")]
    [InlineData("""{"clientKey":"KEY","task":{}}""", 23, "ERROR_TASK_NOT_SUPPORTED")]
    [InlineData("""{"clientKey":"KEY","task":{"type":7}}""", 23, "ERROR_TASK_NOT_SUPPORTED")]
    [InlineData("""{"clientKey":"KEY","task":{"type":"RecaptchaV2Task"}}""", 23, "ERROR_TASK_NOT_SUPPORTED")]
    [InlineData("""{"clientKey":"KEY","task":{"type":"ImageToTextTask","body":"IMG","numeric":9}}""", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("""{"clientKey":"KEY","task":{"type":"ImageToTextTask","body":"IMG","comment":{"a":1}}}""", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("""{"clientKey":"KEY","task":{"type":"ImageToTextTask","body":"IMG","comment":"\ud800"}}""", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("""{"clientKey":"KEY","task":{"type":"ImageToTextTask","body":"IMG","imgInstructions":"R0lG"}}""", 115, "ERROR_BAD_IMGINSTRUCTIONS")]
    [InlineData("""{"clientKey":"KEY","task":{"type":"ImageToTextTask","body":"IMG","websiteURL":"http://"}}""", 5, "ERROR_PAGEURL")]
    [InlineData("""{"task":{}}""", 1, "ERROR_KEY_DOES_NOT_EXIST")]
    [InlineData("""{"clientKey":"short"}""", 1, "ERROR_KEY_DOES_NOT_EXIST")]
    [InlineData("""{"clientKey":12}""", 1, "ERROR_KEY_DOES_NOT_EXIST")]
    [InlineData("""{"clientKey":"00000000000000000000000000000000","task":{}}""", 1, "ERROR_KEY_DOES_NOT_EXIST")]
    [InlineData("", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("[]", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("null", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("{\"clientKey\":", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("{} {}", 110, "ERROR_BAD_PARAMETERS")]
    [InlineData("clientKey=KEY", 110, "ERROR_BAD_PARAMETERS")]
    public async Task A_refused_task_gets_id_code_and_sentence(string json, int errorId, string code)
    {
        await using var api = await ApiHost.Start();
        var body = json.Replace("KEY", ApiHost.Key, StringComparison.Ordinal).Replace("IMG", Base64, StringComparison.Ordinal);
        if (code == "ERROR_KEY_DOES_NOT_EXIST") body = json;
        var reply = JsonDocument.Parse(await api.PostJson("createTask", body)).RootElement;
        Assert.Equal((errorId, code), (reply.GetProperty("errorId").GetInt32(), reply.GetProperty("errorCode").GetString()));
        Assert.NotEqual("", reply.GetProperty("errorDescription").GetString());
        Assert.False(reply.TryGetProperty("status", out _));
        await api.AssertNothingHappened();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"x\"")]
    [InlineData("4711")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("99999999999999999999999")]
    public async Task A_task_id_of_nothing_is_no_such_captcha(string taskId)
    {
        await using var api = await ApiHost.Start();
        var reply = await api.PostJson("getTaskResult", $$"""{"clientKey":"{{ApiHost.Key}}","taskId":{{taskId}}}""");
        Assert.StartsWith("""{"errorId":16,"errorCode":"ERROR_NO_SUCH_CAPCHA_ID",""", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_task_does_not_exist()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        Assert.Contains("ERROR_NO_SUCH_CAPCHA_ID", await api.PostJson("getTaskResult", new { clientKey = ApiHost.PoorKey, taskId = id }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_id_may_be_a_string_and_an_unsolvable_task_says_so()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        for (var worker = 1; worker <= CaptchaState.MaxAttempts; worker++) await api.GiveUp(worker);
        Assert.StartsWith("""{"errorId":12,"errorCode":"ERROR_CAPTCHA_UNSOLVABLE",""", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = $"{id}" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_balance_is_a_number()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("""{"errorId":0,"balance":10.00}""", await api.PostJson("getBalance", new { clientKey = ApiHost.Key }));
        await api.Submit();
        var left = (Money.FromDollars(10) - PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price).ToShortString();
        Assert.Equal($$"""{"errorId":0,"balance":{{left}}}""", await api.PostJson("getBalance", new { clientKey = ApiHost.Key }));
    }

    [Fact]
    public async Task An_unknown_method_is_no_such_method()
    {
        await using var api = await ApiHost.Start();
        const string noSuchMethod = """{"errorId":14,"errorCode":"ERROR_NO_SUCH_METHOD",""";
        Assert.StartsWith(noSuchMethod, await api.PostJson("createTusk", new { clientKey = ApiHost.Key }), StringComparison.Ordinal);
        Assert.StartsWith(noSuchMethod, await api.PostJson("createTusk", "{{{"), StringComparison.Ordinal);
        Assert.StartsWith(noSuchMethod, await api.Get("createTask"), StringComparison.Ordinal);
        using var page = await api.Http.PostAsync(new Uri("login", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode); // not ours to answer
    }

    private static async Task<JsonElement> Call(ApiHost api, string method, object json) =>
        JsonDocument.Parse(await api.PostJson(method, json)).RootElement;
}
