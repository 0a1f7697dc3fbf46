using CaptchaGrains.Api.Limits;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Tests;

/// <summary>The temporary blocks of the contract, with its numbers, over HTTP.</summary>
public class Slowdowns
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());
    private static readonly LimitOptions Documented = new();

    [Fact]
    public async Task More_than_sixty_submissions_in_three_seconds_cost_ten_seconds()
    {
        await using var api = await ApiHost.Start(limits: Documented);
        for (var i = 0; i < 60; i++) ApiHost.Accepted(await Submit(api));
        Assert.Equal("MAX_USER_TURN", await Submit(api));
        api.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal("MAX_USER_TURN", await Submit(api));
        Assert.StartsWith("""{"errorId":2,"errorCode":"ERROR_NO_SLOT_AVAILABLE",""", await CreateTask(api), StringComparison.Ordinal);
        Assert.NotEqual("MAX_USER_TURN", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        api.Time.Advance(TimeSpan.FromSeconds(0.1));
        ApiHost.Accepted(await Submit(api));
    }

    [Fact]
    public async Task Twenty_submissions_a_second_go_on_for_ever()
    {
        await using var api = await ApiHost.Start(limits: Documented with { Submissions = 6 });
        for (var i = 0; i < 40; i++)
        {
            ApiHost.Accepted(await Submit(api));
            api.Time.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    [Fact]
    public async Task An_operator_frees_a_key_or_sets_its_burst()
    {
        await using var api = await ApiHost.Start(limits: Documented with { PollAllowance = 0, PollsPerCaptcha = 1 });
        await api.SetRules(new KeyRules("busy") { BurstPerThreeSeconds = 0 });
        for (var i = 0; i < 100; i++) ApiHost.Accepted(await Submit(api));
        for (var i = 0; i < 200; i++) Assert.NotEqual("ERROR: 1005", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        await api.SetRules(new KeyRules("slow") { BurstPerThreeSeconds = 1 });
        ApiHost.Accepted(await Submit(api));
        Assert.Equal("MAX_USER_TURN", await Submit(api));
    }

    [Fact]
    public async Task A_bid_that_is_too_low_120_times_in_a_minute_costs_ten_minutes()
    {
        await using var api = await ApiHost.Start(limits: Documented);
        await api.Actors.Customer(api.Customer).SetMaxRate(new Money(1));
        await Refused(api, ApiHost.Key, 120, "ERROR_NO_SLOT_AVAILABLE", TimeSpan.FromSeconds(0.4));
        await api.Actors.Customer(api.Customer).SetMaxRate(null);
        await Blocked(api, ApiHost.Key, "ERROR: 1001", TimeSpan.FromMinutes(10));
        ApiHost.Accepted(await Submit(api));
    }

    [Fact]
    public async Task An_empty_balance_120_times_in_a_minute_costs_five_minutes()
    {
        await using var api = await ApiHost.Start(limits: Documented);
        await Refused(api, ApiHost.PoorKey, 120, "ERROR_ZERO_BALANCE", TimeSpan.FromSeconds(0.4));
        await Blocked(api, ApiHost.PoorKey, "ERROR: 1002", TimeSpan.FromMinutes(5));
        Assert.Equal("ERROR_ZERO_BALANCE", await Submit(api, ApiHost.PoorKey));
    }

    [Fact]
    public async Task Less_often_than_that_costs_nothing()
    {
        await using var api = await ApiHost.Start(limits: Documented);
        await Refused(api, ApiHost.PoorKey, 300, "ERROR_ZERO_BALANCE", TimeSpan.FromSeconds(0.6));
    }

    [Fact]
    public async Task The_fifth_wrong_key_blocks_wrong_keys_for_ten_minutes_and_no_right_one()
    {
        await using var api = await ApiHost.Start(limits: Documented);
        for (var i = 0; i < 5; i++) Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await Submit(api, ApiHost.UnknownKey));
        Assert.Equal("ERROR: 1004", await Submit(api, ApiHost.UnknownKey));
        Assert.Equal("ERROR: 1004", await api.Get($"res.php?key={ApiHost.UnknownKey}&action=getbalance"));
        Assert.StartsWith("""{"errorId":21,"errorCode":"ERROR_IP_BLOCKED",""",
            await api.PostJson("getBalance", new { clientKey = ApiHost.UnknownKey }), StringComparison.Ordinal);
        ApiHost.Accepted(await Submit(api));
        api.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await Submit(api, ApiHost.UnknownKey));
    }

    [Fact]
    public async Task Who_guesses_keys_is_banned_and_costs_the_store_nothing_more()
    {
        await using var api = await ApiHost.Start(limits: Documented);
        ApiHost.Accepted(await Submit(api)); // this key is known here
        for (var i = 0; i < 99; i++) await Submit(api, $"{i:D32}");
        Assert.Equal("IP_BANNED", await Submit(api, $"{99:D32}"));
        var lookups = api.People.Lookups;
        for (var i = 100; i < 120; i++) Assert.Equal("IP_BANNED", await Submit(api, $"{i:D32}"));
        Assert.Equal("IP_BANNED", await Submit(api, ApiHost.PoorKey));
        Assert.Equal(lookups, api.People.Lookups);
        ApiHost.Accepted(await Submit(api));
        api.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("ERROR_ZERO_BALANCE", await Submit(api, ApiHost.PoorKey));
    }

    [Fact]
    public async Task Questions_without_end_cost_five_minutes()
    {
        await using var api = await ApiHost.Start(limits: Documented with { PollAllowance = 30 });
        var id = await api.Submit();
        for (var i = 0; i < 51; i++) Assert.Equal("CAPCHA_NOT_READY", await Poll(api, id)); // the first one is not early
        Assert.Equal("ERROR: 1005", await Poll(api, id));
        Assert.Equal("ERROR: 1005", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        ApiHost.Accepted(await Submit(api));
        api.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEqual("ERROR: 1005", await Poll(api, id));
    }

    [Fact]
    public async Task Questions_about_the_balance_count()
    {
        await using var api = await ApiHost.Start(limits: Documented with { PollAllowance = 3 });
        for (var i = 0; i < 3; i++) await api.Get($"res.php?key={ApiHost.Key}&action=getbalance");
        Assert.Equal("ERROR: 1005", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
    }

    [Fact]
    public async Task Stock_clients_that_ask_at_once_and_every_five_seconds_are_never_blocked()
    {
        await using var api = await ApiHost.Start(limits: Documented with { PollAllowance = 0, PollsPerCaptcha = 1 });
        var ids = new List<long>();
        for (var i = 0; i < 5; i++) ids.Add(await api.Submit());
        for (var round = 0; round < 60; round++)
        {
            foreach (var id in ids) Assert.DoesNotContain("1005", await Poll(api, id), StringComparison.Ordinal);
            api.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Who_waits_for_the_answer_may_ask_again_at_once()
    {
        await using var api = await ApiHost.Start(limits: Documented with { PollAllowance = 0, PollsPerCaptcha = 1 });
        var id = await api.Submit();
        await api.Solve("abc");
        for (var i = 0; i < 20; i++) Assert.Equal("OK|abc", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}&wait=25"));
    }

    private static async Task Refused(ApiHost api, string key, int times, string code, TimeSpan pause)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(code, await Submit(api, key));
            api.Time.Advance(pause);
        }
    }

    private static async Task Blocked(ApiHost api, string key, string code, TimeSpan time)
    {
        Assert.Equal(code, await Submit(api, key));
        api.Time.Advance(time - TimeSpan.FromSeconds(1));
        Assert.Equal(code, await Submit(api, key));
        api.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task<string> Poll(ApiHost api, long id) => api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}");

    private static Task<string> Submit(ApiHost api, string key = ApiHost.Key) => api.PostForm("in.php", ("key", key), ("method", "base64"), ("body", Base64));

    private static Task<string> CreateTask(ApiHost api) =>
        api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = Base64 } });
}
