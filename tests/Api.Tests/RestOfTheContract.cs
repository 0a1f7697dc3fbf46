using System.Diagnostics;
using CaptchaGrains.Api.Answers;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Api.Tests;

/// <summary>Reports, lists of answers, waiting, dumps, and the calls without a key.</summary>
public class RestOfTheContract
{
    [Fact]
    public async Task Rule_reports_are_one_for_each_solved_captcha()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        Assert.Equal("ERROR_REPORT_NOT_RECORDED", await Report(api, "reportbad", id));
        await api.Solve("abc");
        Assert.Equal("ERROR_WRONG_CAPTCHA_ID", await api.Get($"res.php?key={ApiHost.PoorKey}&action=reportbad&id={id}"));
        Assert.Equal("OK_REPORT_RECORDED", await Report(api, "reportbad", id));
        Assert.Equal("ERROR_DUPLICATE_REPORT", await Report(api, "reportgood", id));
        var report = await api.Memory.FindReport(new(id));
        Assert.Equal((api.Customer, false), (report!.Customer, report.IsCorrect));
    }

    [Fact]
    public async Task Rule_reports_after_fifteen_minutes_are_not_recorded()
    {
        await using var api = await ApiHost.Start();
        var (first, second) = (await api.Submit(), await api.Submit());
        await api.Solve("abc");
        await api.Solve("abc");
        api.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("""{"status":1,"request":"OK_REPORT_RECORDED"}""", await Report(api, "reportgood", first, "&json=1"));
        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("ERROR_REPORT_NOT_RECORDED", await Report(api, "reportgood", second));
    }

    [Theory]
    [InlineData("reportCorrect", true)]
    [InlineData("reportCorrectRecaptcha", true)]
    [InlineData("reportIncorrect", false)]
    [InlineData("reportIncorrectRecaptcha", false)]
    [InlineData("reportIncorrectImageCaptcha", false)]
    public async Task Version_two_reports_under_all_of_its_names(string method, bool isCorrect)
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        await api.Solve("abc");
        Assert.Equal("""{"errorId":0,"status":"success"}""", await api.PostJson(method, new { clientKey = ApiHost.Key, taskId = id }));
        Assert.Contains("ERROR_DUPLICATE_REPORT", await api.PostJson(method, new { clientKey = ApiHost.Key, taskId = id }), StringComparison.Ordinal);
        Assert.Equal(isCorrect, (await api.Memory.FindReport(new(id)))!.IsCorrect);
    }

    [Fact]
    public async Task A_customer_sees_what_became_of_his_reports_newest_first()
    {
        await using var api = await ApiHost.Start();
        for (var n = 0; n < 3; n++)
        {
            await api.Submit();
            await api.Solve("abc");
        }
        var list = $"res.php?key={ApiHost.Key}&action=get_reports";
        Assert.Equal("OK|", await api.Get(list));
        Assert.Equal("""{"status":1,"request":[]}""", await api.Get(list + "&json=1"));
        await Report(api, "reportgood", 1);
        await Report(api, "reportbad", 2);
        await Report(api, "reportgood", 3);
        await Decided(api, 1, ReportStatus.Confirmed);
        await Decided(api, 3, ReportStatus.Confirmed);
        await Decided(api, 2, ReportStatus.Rechecking);
        Assert.Equal("OK|3,good,confirmed,0,1|2,bad,open,0,0|1,good,confirmed,0,1", await api.Get(list));
        await Move(api, 2, ReportEvent.AnswersDiffer);
        Assert.Equal("OK|2,bad,disputed,0.00021,1", await api.Get(list + "&count=1&before=3"));
        var at = api.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal($$"""{"status":1,"request":[{"id":"3","report":"good","time":{{at}},"state":"confirmed","refund":"0","effect":1}]}""", await api.Get(list + "&count=1&json=1"));
        await Move(api, 2, ReportEvent.ModeratorFindsRight);
        Assert.StartsWith("OK|3,good,confirmed,0,1|2,bad,rejected,0.00021,1|", await api.Get(list), StringComparison.Ordinal); // the refund stays

        Assert.Equal("OK|", await api.Get($"res.php?key={ApiHost.PoorKey}&action=get_reports"));
        Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await api.Get($"res.php?key={ApiHost.UnknownKey}&action=get_reports"));
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.Get(list + "&count=101"));
        Assert.Equal("ERROR_WRONG_ID_FORMAT", await api.Get(list + "&before=x"));
    }

    [Fact]
    public void Every_state_that_a_customer_may_see_is_explained() => Assert.Equal(
        Enum.GetValues<ReportStatus>().Select(ReportItems.StateOf).Distinct().Order(), ReportItems.States.Select(s => s.Word).Order());

    [Fact]
    public async Task Several_answers_come_in_the_asked_order()
    {
        await using var api = await ApiHost.Start();
        var first = await api.Submit();
        await api.Solve("abc");
        var second = await api.Submit();
        var list = $"res.php?key={ApiHost.Key}&action=get&ids={second},4711,{first}";
        Assert.Equal("CAPCHA_NOT_READY|ERROR_WRONG_CAPTCHA_ID|abc", await api.Get(list));
        var json = await api.Get(list + "&json=1");
        Assert.StartsWith("""{"status":1,"request":"CAPCHA_NOT_READY|ERROR_WRONG_CAPTCHA_ID|abc","answers":[{"id":"2","status":0,"request":"CAPCHA_NOT_READY"},""", json, StringComparison.Ordinal);
        Assert.EndsWith("""{"id":"1","status":1,"request":"abc"}]}""", json, StringComparison.Ordinal);
        Assert.Equal("ERROR_WRONG_ID_FORMAT", await api.Get($"res.php?key={ApiHost.Key}&action=get&ids=1,x"));
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.Get($"res.php?key={ApiHost.Key}&action=get&ids={string.Join(',', Enumerable.Range(1, 101))}"));
    }

    [Fact]
    public async Task Who_would_wait_gets_an_answer_that_is_there_at_once()
    {
        await using var api = await ApiHost.Start(); // its clock stands still, so that any wait would last for ever
        var id = await api.Submit();
        await api.Solve("abc");
        Assert.Equal("OK|abc", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}&wait=25"));
        Assert.Contains("\"text\":\"abc\"", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id, wait = 25 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("26")]
    [InlineData("-1")]
    [InlineData("soon")]
    public async Task A_wait_out_of_range_is_a_bad_parameter(string wait)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.Get($"res.php?key={ApiHost.Key}&action=get2&id=1&wait={wait}"));
        Assert.Contains("Parameter: wait.", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = 1, wait }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_stands_before_the_answer_on_both_endpoints()
    {
        await using var api = await ApiHost.Start();
        var reply = await api.PostForm("in.php?debug_dump=1&json=1", ("key", ApiHost.Key), ("textcaptcha", "Two?"));
        Assert.Equal($"Array\n(\n    [debug_dump] => 1\n    [json] => 1\n)\nArray\n(\n    [key] => {ApiHost.Key}\n    [textcaptcha] => Two?\n)\nArray\n(\n)\n{{\"status\":1,\"request\":\"1\"}}", reply);
        Assert.EndsWith(")\nCAPCHA_NOT_READY", await api.Get($"res.php?key={ApiHost.Key}&action=get&id=1&debug_dump=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_codes_of_submissions_can_be_asked_for_without_a_key()
    {
        await using var api = await ApiHost.Start();
        var lines = (await api.Get("in.php?method=get_server_errors")).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("ERROR: 1001\t", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("ERROR_CAPTCHA_UNSOLVABLE", StringComparison.Ordinal));
        Assert.StartsWith("""{"status":1,"request":[{"code":"ERROR_WRONG_USER_KEY","text":""", await api.Get("in.php?method=get_server_errors&json=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_clients_find_the_tags_of_the_load()
    {
        await using var api = await ApiHost.Start();
        var load = await api.Get("load.php");
        foreach (var tag in new[] { "waiting", "load", "minbid", "averageRecognitionTime" }) Assert.Matches($"<{tag}>[0-9.]+</{tag}>", load);
        Assert.Contains("<minbid>0.21</minbid>", load, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_shows_what_arrived()
    {
        await using var api = await ApiHost.Start();
        const string json = """{"a":true,"b":{"c":[1,"x"]}}""";
        var reply = await api.PostJson("test", json);
        Assert.Contains("[a] => 1\n", reply, StringComparison.Ordinal);
        Assert.Contains("[1] => x\n", reply, StringComparison.Ordinal);
        Assert.EndsWith("Raw input:\n" + json, reply, StringComparison.Ordinal);
        Assert.EndsWith("Raw input:\n{", await api.PostJson("test", "{"), StringComparison.Ordinal);
    }

    private static async Task Decided(ApiHost api, long id, ReportStatus status)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await api.Memory.FindReportState(new(id)))!.Status != status)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), $"Report {id} is never {status}.");
            await Task.Yield();
        }
    }

    private static async Task Move(ApiHost api, long id, ReportEvent happened)
    {
        var (next, _) = (await api.Memory.FindReportState(new(id)))!.After(happened)!.Value;
        Assert.Equal(CommitVerdict.Created, (await api.Memory.Commit(new ReportCommit(next, [], [], api.Time.GetUtcNow()))).Verdict);
    }

    private static Task<string> Report(ApiHost api, string action, long id, string more = "") => api.Get($"res.php?key={ApiHost.Key}&action={action}&id={id}{more}");
}
