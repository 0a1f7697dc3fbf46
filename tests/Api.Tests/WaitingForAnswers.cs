namespace CaptchaGrains.Api.Tests;

/// <summary><c>wait=0 … 25</c> over HTTP: the answer as soon as it is there, and never a request that stays.</summary>
public class WaitingForAnswers
{
    [Fact]
    public async Task An_answer_arrives_while_its_customer_waits()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        var plain = Get(api, id, 25);
        var priced = api.Get($"res.php?key={ApiHost.Key}&action=get2&id={id}&wait=25");
        var task = GetTaskResult(api, id, 25);
        await api.UntilWaiting(3);
        await api.Solve("abc");
        Assert.Equal("OK|abc", await plain);
        Assert.StartsWith("OK|abc|0.", await priced, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"ready\",\"solution\":{\"text\":\"abc\"}", await task, StringComparison.Ordinal);
        await api.UntilWaiting(0);
    }

    [Fact]
    public async Task That_a_captcha_cannot_be_solved_arrives_as_well()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        var waiting = Get(api, id, 25);
        await api.UntilWaiting(1);
        for (var worker = 1; worker <= 3; worker++) await api.GiveUp(worker);
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await waiting);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task A_wait_ends_with_its_time_and_not_before(int seconds)
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        var (plain, task) = (Get(api, id, seconds), GetTaskResult(api, id, seconds));
        await api.UntilWaiting(2);
        var began = api.Time.GetUtcNow();
        for (var half = 1; half < seconds * 2; half++)
        {
            await api.Pass(TimeSpan.FromSeconds(0.5));
            Assert.False(plain.IsCompleted || task.IsCompleted, $"It waited less than {api.Time.GetUtcNow() - began}.");
        }
        await api.Pass(TimeSpan.FromSeconds(1)); // and no more: a clock that runs on while the replies are on their way reaches the end of the captcha itself
        Assert.Equal("CAPCHA_NOT_READY", await plain);
        Assert.Equal("""{"errorId":0,"status":"processing"}""", await task);
        await api.UntilWaiting(0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("0.0")]
    public async Task No_time_is_no_wait(string wait)
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        Assert.Equal("CAPCHA_NOT_READY", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}&wait={wait}"));
    }

    [Theory]
    [InlineData("26")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public async Task Other_times_are_refused(string wait)
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}&wait={wait}"));
        Assert.Contains("\"errorId\":110,", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id, wait }), StringComparison.Ordinal);
        await api.UntilWaiting(0);
    }

    [Fact]
    public async Task Clients_that_leave_leave_nothing_behind()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        using var leave = new CancellationTokenSource();
        var gone = Enumerable.Range(0, 20)
            .Select(i => api.Http.GetAsync(new Uri($"res.php?key={ApiHost.Key}&action=get&id={id}&wait=25&i={i}", UriKind.Relative), leave.Token)).ToList();
        await api.UntilWaiting(20);
        await leave.CancelAsync();
        foreach (var request in gone) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await api.UntilWaiting(0); // by a clock that stood still
        await api.Solve("abc");
        Assert.Equal("OK|abc", await Get(api, id, 25));
        Assert.Equal(0, await api.BodyBytesLeft());
    }

    [Fact]
    public async Task When_too_many_wait_further_ones_are_told_at_once()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        var waiting = Enumerable.Range(0, ApiHost.MostWaiting).Select(_ => Get(api, id, 25)).ToList();
        await api.UntilWaiting(ApiHost.MostWaiting);
        Assert.Equal("CAPCHA_NOT_READY", await Get(api, id, 25));
        Assert.Equal("""{"errorId":0,"status":"processing"}""", await GetTaskResult(api, id, 25));
        await api.Solve("abc");
        foreach (var reply in await Task.WhenAll(waiting)) Assert.Equal("OK|abc", reply);
        await api.UntilWaiting(0);
    }

    [Fact]
    public async Task Who_waits_does_not_take_the_room_of_uploads()
    {
        await using var api = await ApiHost.Start(new CustomerApiOptions { MaxBytesOfAllBodies = 64 * 1024 });
        var id = await api.Submit();
        var waiting = Enumerable.Range(0, ApiHost.MostWaiting).Select(_ => GetTaskResult(api, id, 25)).ToList();
        await api.UntilWaiting(ApiHost.MostWaiting);
        await api.Submit();
        await api.Solve("abc");
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_server_that_stops_answers_those_who_wait()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        var waiting = Get(api, id, 25);
        await api.UntilWaiting(1);
        Assert.Equal(0, await api.BodyBytesLeft());
        Assert.Equal("CAPCHA_NOT_READY", await waiting);
    }

    private static Task<string> Get(ApiHost api, long id, int wait) => api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}&wait={wait}");

    private static Task<string> GetTaskResult(ApiHost api, long id, int wait) =>
        api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id, wait });
}
