using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Api.Tests;

/// <summary>Answers, prices and balances of version 1, in plain text and JSON.</summary>
public class ResPhpReplies
{
    private static readonly Money Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;

    [Fact]
    public async Task A_pending_captcha_is_not_ready()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        Assert.Equal("CAPCHA_NOT_READY", await api.Get(Res("get", id)));
        Assert.Equal("CAPCHA_NOT_READY", await api.Get(Res("get2", id)));
        Assert.Equal("""{"status":0,"request":"CAPCHA_NOT_READY"}""", await api.Get(Res("get", id, "&json=1")));
    }

    [Fact]
    public async Task A_solved_captcha_shows_its_answer_and_on_request_its_price()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        await api.Solve("Ab|3 ü\"<");
        Assert.Equal("OK|Ab|3 ü\"<", await api.Get(Res("get", id)));
        Assert.Equal("""{"status":1,"request":"Ab|3 ü\"<"}""", await api.Get(Res("get", id, "&json=1")));
        Assert.Equal($"OK|Ab|3 ü\"<|{Price.ToShortString()}", await api.Get(Res("get2", id)));
        Assert.Equal($$"""{"status":1,"request":"Ab|3 ü\"<","price":"{{Price.ToShortString()}}","costItems":[{"name":"worker","amount":"0.00014"},{"name":"service","amount":"0.00007"}]}""", await api.Get(Res("get2", id, "&json=1")));
    }

    [Fact]
    public async Task The_price_of_get2_is_what_was_charged_to_the_nano_dollar()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        await api.Solve("abc");
        var price = (await api.Get(Res("get2", id)))["OK|abc|".Length..];
        Assert.Equal(Money.FromDollars(10) - Money.Parse(price), await api.Memory.Balance(AccountId.Of(api.Customer)));
    }

    [Fact]
    public async Task An_unsolvable_captcha_says_so_and_costs_nothing()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        for (var worker = 1; worker <= CaptchaState.MaxAttempts; worker++) await api.GiveUp(worker);
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await api.Get(Res("get", id)));
        Assert.Equal("10.00", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
    }

    [Fact]
    public async Task After_ninety_seconds_a_captcha_that_nobody_took_is_unsolvable()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        api.Time.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await api.Get(Res("get", id)));
    }

    [Theory]
    [InlineData("", "ERROR_WRONG_ID_FORMAT")]
    [InlineData("12a", "ERROR_WRONG_ID_FORMAT")]
    [InlineData("-1", "ERROR_WRONG_ID_FORMAT")]
    [InlineData("1.0", "ERROR_WRONG_ID_FORMAT")]
    [InlineData("%D9%A1", "ERROR_WRONG_ID_FORMAT")] // an Arabic digit
    [InlineData("0", "ERROR_WRONG_CAPTCHA_ID")]
    [InlineData("4711", "ERROR_WRONG_CAPTCHA_ID")]
    [InlineData("9223372036854775807", "ERROR_WRONG_CAPTCHA_ID")]
    [InlineData("99999999999999999999999999", "ERROR_WRONG_CAPTCHA_ID")]
    public async Task Ids_that_are_none_and_ids_of_nothing_are_told_apart(string id, string code)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal(code, await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        Assert.Equal(code, await api.Get($"res.php?key={ApiHost.Key}&action=get2&id={id}"));
    }

    [Fact]
    public async Task Somebody_elses_captcha_does_not_exist()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        Assert.Equal("ERROR_WRONG_CAPTCHA_ID", await api.Get($"res.php?key={ApiHost.PoorKey}&action=get&id={id}"));
        await api.Solve("secret");
        Assert.Equal("ERROR_WRONG_CAPTCHA_ID", await api.Get($"res.php?key={ApiHost.PoorKey}&action=get&id={id}"));
        Assert.Equal("OK|secret", await api.Get(Res("get", id)));
    }

    [Fact]
    public async Task The_balance_is_a_bare_number_with_all_its_digits()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("10.00", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        Assert.Equal("""{"status":1,"request":"10.00"}""", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance&json=1"));
        Assert.Equal("0.00", await api.Get($"res.php?key={ApiHost.PoorKey}&action=getbalance"));
        await api.Submit();
        Assert.Equal((Money.FromDollars(10) - Price).ToShortString(), await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
    }

    [Fact]
    public async Task A_post_is_as_good_as_a_get()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        await api.Solve("abc");
        Assert.Equal("OK|abc", await api.PostForm("res.php", ("key", ApiHost.Key), ("action", "get"), ("id", $"{id}")));
        Assert.Equal("""{"status":1,"request":"abc"}""", await api.PostJson("res.php", new { key = ApiHost.Key, action = "get", id, json = 1 }));
        Assert.Equal("""{"status":1,"request":"abc"}""", await api.PostJson($"res.php?key={ApiHost.Key}&json=1", new { action = "get", id = $"{id}" }));
        // The Ruby client's balance: parameters in the query, and the action in the body again.
        Assert.StartsWith("""{"status":1""", await api.PostJson($"res.php?key={ApiHost.Key}&json=1&action=getbalance", new { action = "getbalance" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&action=")]
    [InlineData("&action=nonsense")]
    [InlineData("&action=reportugly&id=1")]
    public async Task Without_a_known_action_nothing_is_done(string action)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_EMPTY_ACTION", await api.Get($"res.php?key={ApiHost.Key}{action}"));
    }

    [Fact]
    public async Task Errors_in_json_have_a_code_and_a_sentence()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("""{"status":0,"request":"ERROR_WRONG_CAPTCHA_ID","error_text":"You have no captcha with this id."}""", await api.Get(Res("get", 4711, "&json=1")));
    }

    private static string Res(string action, long id, string more = "") => $"res.php?key={ApiHost.Key}&action={action}&id={id}{more}";
}
