using System.Diagnostics;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Api.Tests;

/// <summary>Confident mode as customers ask for it and are answered, in both versions.</summary>
public class ConfidentOrders
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());
    private static readonly Money Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;

    [Fact]
    public async Task Version_1_takes_the_terms_and_says_how_sure_the_answer_is()
    {
        await using var api = await ApiHost.Start();
        var id = await Submit(api, ("min_attempts", "2"), ("max_attempts", "4"), ("min_matches", "2"), ("confidence", "0.95"));
        Assert.Equal(new ConfidentTerms(2, 4, 2, 0.95), (await api.Memory.FindCaptcha(new(id)))!.Request.Confident);
        Assert.Equal(Price.Times(4), await api.Held());
        await Vote(api, 11, "abc");
        Assert.Equal("CAPCHA_NOT_READY", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        await Vote(api, 12, "abc");
        await Ended(api, id);
        Assert.Equal("OK|abc", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        Assert.Equal($"OK|abc|{Price.Times(2).ToShortString()}", await api.Get($"res.php?key={ApiHost.Key}&action=get2&id={id}"));
        foreach (var action in (string[])["get", "get2"])
        {
            var json = Parsed(await api.Get($"res.php?key={ApiHost.Key}&action={action}&id={id}&json=1"));
            Assert.InRange(json.GetProperty("confidence").GetDouble(), 0.98, 0.9999);
            Assert.Equal((2, 2), (json.GetProperty("matches").GetInt32(), json.GetProperty("attempts").GetInt32()));
        }
        Assert.Equal(Money.Zero, await api.Held());
    }

    [Fact]
    public async Task Version_2_takes_the_terms_and_itemises_the_price()
    {
        await using var api = await ApiHost.Start();
        var created = Parsed(await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = Base64, minAttempts = 2, maxAttempts = "3", minMatches = 2, confidence = 0 } }));
        var id = created.GetProperty("taskId").GetInt64();
        Assert.Equal(new ConfidentTerms(2, 3, 2, 0), (await api.Memory.FindCaptcha(new(id)))!.Request.Confident);
        await Vote(api, 11, "abcd");
        await Vote(api, 12, "wxyz");
        await Vote(api, 13, "wxyz");
        await Ended(api, id);
        var ready = Parsed(await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }));
        Assert.Equal("wxyz", ready.GetProperty("solution").GetProperty("text").GetString());
        Assert.Equal(Price.Times(3).ToShortString(), ready.GetProperty("cost").GetString());
        Assert.Equal(["0.00042", "0.00021"], ready.GetProperty("costItems").EnumerateArray().Select(i => i.GetProperty("amount").GetString()!));
        Assert.Equal((3, 2), (ready.GetProperty("solveCount").GetInt32(), ready.GetProperty("matches").GetInt32()));
        Assert.InRange(ready.GetProperty("confidence").GetDouble(), 0.5, 0.9999);
    }

    [Fact]
    public async Task Without_enough_matches_the_code_says_so_and_nothing_is_charged()
    {
        await using var api = await ApiHost.Start();
        var id = await Submit(api, ("min_attempts", "2"), ("max_attempts", "2"), ("min_matches", "2"));
        await Vote(api, 11, "aaaa");
        await Vote(api, 12, "xxxx");
        await Ended(api, id);
        Assert.Equal("ERROR_BAD_DUPLICATES", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        var refused = Parsed(await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }));
        Assert.Equal((13, "ERROR_BAD_DUPLICATES"), (refused.GetProperty("errorId").GetInt32(), refused.GetProperty("errorCode").GetString()));
        Assert.Equal(Money.FromDollars(10), await api.Memory.Balance(AccountId.Of(api.Customer)));
    }

    [Fact]
    public async Task When_nobody_answered_it_is_unsolvable()
    {
        await using var api = await ApiHost.Start();
        var id = await Submit(api, ("max_attempts", "2"));
        for (var second = 0; second < 130; second++)
        {
            api.Time.Advance(TimeSpan.FromSeconds(1));
            await api.Calm();
        }
        await Ended(api, id);
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
    }

    [Theory]
    [InlineData("min_attempts", "3")]
    [InlineData("max_attempts", "7")]
    [InlineData("min_matches", "2")]
    [InlineData("confidence", "0.9")]
    public async Task Any_of_the_parameters_asks_for_it_and_what_is_left_out_has_its_default(string name, string value)
    {
        await using var api = await ApiHost.Start();
        var id = await Submit(api, (name, value));
        var terms = (await api.Memory.FindCaptcha(new(id)))!.Request.Confident;
        Assert.Equal(name switch
        {
            "min_attempts" => new ConfidentTerms(3, 5, 1, 0.98),
            "max_attempts" => new ConfidentTerms(1, 7, 1, 0.98),
            "min_matches" => new ConfidentTerms(1, 5, 2, 0.98),
            _ => new ConfidentTerms(1, 5, 1, 0.9),
        }, terms);
    }

    [Fact]
    public async Task Zeros_ask_for_nothing_and_more_than_five_raise_the_maximum()
    {
        await using var api = await ApiHost.Start();
        var plain = await Submit(api, ("min_attempts", "0"), ("max_attempts", "0"), ("min_matches", "0"), ("confidence", "0"));
        Assert.Null((await api.Memory.FindCaptcha(new(plain)))!.Request.Confident);
        var many = await Submit(api, ("min_attempts", "8"));
        Assert.Equal(new ConfidentTerms(8, 8, 1, 0.98), (await api.Memory.FindCaptcha(new(many)))!.Request.Confident);
    }

    [Theory]
    [InlineData("min_attempts", "11")]
    [InlineData("max_attempts", "11")]
    [InlineData("min_matches", "-1")]
    [InlineData("confidence", "1")]
    [InlineData("confidence", "0.9995")]
    [InlineData("confidence", "much")]
    [InlineData("min_attempts", "two")]
    public async Task Terms_out_of_their_range_are_refused_and_nothing_is_held(string name, string value)
    {
        await using var api = await ApiHost.Start();
        await Refused(api, (name, value));
    }

    [Fact]
    public async Task Terms_that_do_not_go_together_are_refused()
    {
        await using var api = await ApiHost.Start();
        await Refused(api, ("min_attempts", "3"), ("max_attempts", "2"));
        await Refused(api, ("min_matches", "3"), ("max_attempts", "2"));
    }

    [Fact]
    public async Task Tokens_are_made_once_and_refuse_it()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.PostForm("in.php", ("key", ApiHost.Key), ("method", "userrecaptcha"),
            ("googlekey", "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-"), ("pageurl", "https://demo.test/"), ("min_matches", "2")));
        var refused = Parsed(await api.PostJson("createTask", new
        {
            clientKey = ApiHost.Key,
            task = new { type = "RecaptchaV2TaskProxyless", websiteURL = "https://demo.test/", websiteKey = "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-", minAttempts = 2 },
        }));
        Assert.Equal("ERROR_BAD_PARAMETERS", refused.GetProperty("errorCode").GetString());
        Assert.Contains("minAttempts", refused.GetProperty("errorDescription").GetString(), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Other_terms_are_another_order_under_an_idempotency_key()
    {
        await using var api = await ApiHost.Start();
        (string, string)[] order = [("key", ApiHost.Key), ("method", "base64"), ("body", Base64), ("idempotencyKey", "a"), ("min_matches", "2")];
        var first = await api.PostForm("in.php", order);
        Assert.StartsWith("OK|", first, StringComparison.Ordinal);
        Assert.Equal(first, await api.PostForm("in.php", order));
        Assert.Equal("ERROR_IDEMPOTENCY_KEY_REUSED", await api.PostForm("in.php", [.. order[..^1], ("min_matches", "3")]));
        Assert.Equal("ERROR_IDEMPOTENCY_KEY_REUSED", await api.PostForm("in.php", order[..^1]));
    }

    private static async Task Refused(ApiHost api, params (string, string)[] terms)
    {
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.PostForm("in.php", [("key", ApiHost.Key), ("method", "base64"), ("body", Base64), .. terms]));
        await api.AssertNothingHappened();
    }

    private static async Task<long> Submit(ApiHost api, params (string, string)[] terms)
    {
        var id = ApiHost.Accepted(await api.PostForm("in.php", [("key", ApiHost.Key), ("method", "base64"), ("body", Base64), .. terms]));
        await api.Calm();
        return id;
    }

    private static async Task Vote(ApiHost api, long worker, string answer)
    {
        await api.Solve(answer, worker);
        await api.Calm();
    }

    /// <summary>The vote is counted after its worker has his reply.</summary>
    private static async Task Ended(ApiHost api, long id)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await api.Memory.FindCaptcha(new(id)))!.Status == CaptchaStatus.Queued)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "It does not end.");
            await Task.Yield();
        }
    }

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;
}
