using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Api.Tests;

/// <summary>What the rules of a key let through, over HTTP.</summary>
public class KeysWithRules
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());
    private static readonly Money Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;
    private static readonly KeyRules Plain = new("plain");

    [Fact]
    public async Task A_key_works_only_from_its_addresses()
    {
        await using var api = await ApiHost.Start();
        var (here, _) = await api.AddKey(Plain with { AllowedAddresses = ["127.0.0.0/8"] });
        var (elsewhere, _) = await api.AddKey(Plain with { AllowedAddresses = ["10.0.0.0/8", "::1"] });
        ApiHost.Accepted(await Submit(api, here));
        Assert.Equal("ERROR_IP_NOT_ALLOWED", await Submit(api, elsewhere));
        Assert.Equal("ERROR_IP_NOT_ALLOWED", await api.Get($"res.php?key={elsewhere}&action=getbalance"));
        Assert.StartsWith("""{"errorId":11,"errorCode":"ERROR_IP_NOT_ALLOWED",""", await api.PostJson("getBalance", new { clientKey = elsewhere }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "ERROR_IP_NOT_ALLOWED")]
    [InlineData("10.1.1.1", "ERROR_IP_NOT_ALLOWED")]
    [InlineData("127.0.0.1", "10.00")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", "10.00")]
    public async Task A_forwarded_address_is_believed_from_trusted_proxies_only(string? proxies, string reply)
    {
        await using var api = await ApiHost.Start(proxies: proxies);
        var (key, _) = await api.AddKey(Plain with { AllowedAddresses = ["203.0.113.7"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"res.php?key={key}&action=getbalance");
        request.Headers.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        using var response = await api.Http.SendAsync(request);
        Assert.Equal(reply, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_is_refused_at_start() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ApiHost.Start(proxies: "proxy.test"));

    [Fact]
    public async Task A_key_is_for_its_kinds_only()
    {
        await using var api = await ApiHost.Start();
        await api.SetRules(Plain with { AllowedKinds = [Kind.Audio] });
        Assert.Equal("ERROR_KEY_KIND_NOT_ALLOWED", await Submit(api));
        await api.AssertNothingHappened();
        await api.SetRules(Plain with { AllowedKinds = [Kind.ImageText] });
        ApiHost.Accepted(await Submit(api));
    }

    [Fact]
    public async Task Above_the_maximum_rate_of_the_key_there_is_no_slot()
    {
        await using var api = await ApiHost.Start();
        await api.SetRules(Plain with { MaxRate = PriceTable.ImageText.MinRate - new Money(1) });
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await Submit(api));
        await api.SetRules(Plain with { MaxRate = PriceTable.ImageText.MinRate });
        ApiHost.Accepted(await Submit(api));
        await api.Actors.Customer(api.Customer).SetMaxRate(PriceTable.ImageText.MinRate - new Money(1));
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await Submit(api)); // the lower one counts
    }

    [Fact]
    public async Task A_cap_holds_to_the_last_nano_dollar_and_for_one_day()
    {
        await using var api = await ApiHost.Start();
        await api.SetRules(Plain with { DailyCap = Price.Times(3) });
        for (var i = 0; i < 3; i++) ApiHost.Accepted(await Submit(api));
        Assert.Equal("ERROR_KEY_CAP_REACHED", await Submit(api));
        Assert.StartsWith("""{"errorId":260,"errorCode":"ERROR_KEY_CAP_REACHED",""",
            await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = Base64 } }), StringComparison.Ordinal);
        Assert.Equal(Price.Times(3), await api.Held());
        var (almostFour, _) = await api.AddKey(Plain with { DailyCap = Price.Times(4) - new Money(1) });
        for (var i = 0; i < 3; i++) ApiHost.Accepted(await Submit(api, almostFour));
        Assert.Equal("ERROR_KEY_CAP_REACHED", await Submit(api, almostFour));
        await api.Pass(TimeSpan.FromMinutes(2)); // nobody solves them, and the rate is the lowest again
        var now = api.Time.GetUtcNow();
        await api.Pass(now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime);
        ApiHost.Accepted(await Submit(api));
    }

    [Fact]
    public async Task Another_key_of_the_same_customer_has_a_day_of_its_own()
    {
        await using var api = await ApiHost.Start();
        await api.SetRules(Plain with { DailyCap = Price });
        var (other, _) = await api.AddKey(Plain with { DailyCap = Price });
        var (free, _) = await api.AddKey(Plain);
        ApiHost.Accepted(await Submit(api));
        ApiHost.Accepted(await Submit(api, other));
        Assert.Equal("ERROR_KEY_CAP_REACHED", await Submit(api));
        Assert.Equal("ERROR_KEY_CAP_REACHED", await Submit(api, other));
        ApiHost.Accepted(await Submit(api, free));
    }

    [Fact]
    public async Task A_revoked_key_and_one_past_its_grace_do_not_exist()
    {
        await using var api = await ApiHost.Start();
        var (key, id) = await api.AddKey(Plain);
        var newKey = ApiKey.Create();
        ApiHost.Accepted(await Submit(api, key));
        Assert.Equal(KeyVerdict.Done, await api.Keys.Rotate(api.Customer, id, ApiKey.Hash(newKey), TimeSpan.FromMinutes(1)));
        api.Time.Advance(TimeSpan.FromSeconds(59));
        ApiHost.Accepted(await Submit(api, key));
        ApiHost.Accepted(await Submit(api, newKey));
        api.Time.Advance(TimeSpan.FromSeconds(1)); // at once: its end was known
        Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await Submit(api, key));
        var row = await api.Memory.FindApiKey(ApiKey.Hash(newKey));
        Assert.Equal(KeyVerdict.Done, await api.Keys.Revoke(api.Customer, row!.Id));
        api.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await Submit(api, newKey));
    }

    private static Task<string> Submit(ApiHost api, string key = ApiHost.Key) => api.PostForm("in.php", ("key", key), ("method", "base64"), ("body", Base64));
}
