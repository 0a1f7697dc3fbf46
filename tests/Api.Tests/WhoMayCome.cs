using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage;

namespace CaptchaGrains.Api.Tests;

/// <summary>Keys, money, suspension and domains: who is refused, how, and what it costs the store.</summary>
public class WhoMayCome
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());

    [Theory]
    [InlineData("", "ERROR_WRONG_USER_KEY")]
    [InlineData("short", "ERROR_WRONG_USER_KEY")]
    [InlineData("0123456789abcdef0123456789abcde\u00e9", "ERROR_WRONG_USER_KEY")]
    [InlineData("0123456789abcdef0123456789abcdef0", "ERROR_WRONG_USER_KEY")]
    [InlineData(ApiHost.UnknownKey, "ERROR_KEY_DOES_NOT_EXIST")]
    public async Task A_key_of_the_wrong_form_and_an_unknown_key_are_told_apart(string key, string code)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal(code, await api.PostForm("in.php", ("key", key), ("body", Base64)));
        Assert.Equal(code, await api.PostForm("res.php", ("key", key), ("action", "get"), ("id", "1")));
        Assert.Equal(code, await api.PostForm("res.php", ("key", key), ("action", "getbalance")));
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task A_request_without_anything_lacks_a_key()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_WRONG_USER_KEY", await api.Get("in.php"));
        Assert.Equal("ERROR_WRONG_USER_KEY", await api.Get("res.php"));
        Assert.Equal("ERROR_WRONG_USER_KEY", await api.PostRaw("in.php", "application/json", []));
    }

    [Fact]
    public async Task Who_has_no_money_is_refused()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_ZERO_BALANCE", await api.PostForm("in.php", ("key", ApiHost.PoorKey), ("body", Base64)));
        Assert.StartsWith("""{"errorId":10,""", await CreateTask(api, ApiHost.PoorKey), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Above_the_maximum_rate_there_is_no_slot()
    {
        await using var api = await ApiHost.Start();
        await api.Actors.Customer(api.Customer).SetMaxRate(PriceTable.ImageText.MinRate - new Money(1));
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64)));
        Assert.StartsWith("""{"errorId":2,""", await CreateTask(api, ApiHost.Key), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task A_suspended_account_is_refused()
    {
        await using var api = await ApiHost.Start(prepare: Suspend);
        Assert.Equal("ERROR_ACCOUNT_SUSPENDED", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64)));
        Assert.StartsWith("""{"errorId":55,""", await CreateTask(api, ApiHost.Key), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task A_denied_domain_is_refused()
    {
        await using var api = await ApiHost.Start();
        Assert.True(DomainName.TryParse("bank.test", out var bank));
        await api.Actors.Domain(bank).SetPolicy(new DomainPolicy(DomainStanding.Denied, "opted out", "operator", api.Time.GetUtcNow()));
        Assert.Equal("ERROR_DOMAIN_NOT_AUTHORIZED", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64), ("pageurl", "https://BANK.test./login")));
        Assert.StartsWith("""{"errorId":200,"errorCode":"ERROR_DOMAIN_NOT_AUTHORIZED",""", await CreateTask(api, ApiHost.Key, "bank.test"), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task A_busy_key_costs_the_store_one_look_up_in_five_seconds()
    {
        await using var api = await ApiHost.Start();
        for (var i = 0; i < 20; i++)
        {
            await api.Get($"res.php?key={ApiHost.Key}&action=getbalance");
            await api.Get($"res.php?key={ApiHost.UnknownKey}&action=getbalance");
            await api.Get("res.php?key=malformed&action=getbalance");
        }
        Assert.Equal(2, api.People.Lookups);
        api.Time.Advance(TimeSpan.FromSeconds(5));
        await api.Get($"res.php?key={ApiHost.Key}&action=getbalance");
        Assert.Equal(3, api.People.Lookups);
    }

    [Fact]
    public async Task A_revoked_key_stops_to_work_within_five_seconds()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("10.00", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        api.People.AllRevoked = true;
        Assert.Equal("10.00", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        api.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("ERROR_KEY_DOES_NOT_EXIST", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
    }

    [Fact]
    public async Task Guessed_keys_never_displace_the_keys_of_customers()
    {
        await using var api = await ApiHost.Start(new CustomerApiOptions { MaxUnknownKeys = 3, MaxKnownKeys = 1 });
        await api.Get($"res.php?key={ApiHost.Key}&action=getbalance");
        for (var i = 0; i < 10; i++) await api.Get($"res.php?key={i:D32}&action=getbalance");
        Assert.Equal(11, api.People.Lookups);
        await api.Get($"res.php?key={ApiHost.Key}&action=getbalance");
        for (var i = 0; i < 3; i++) await api.Get($"res.php?key={i:D32}&action=getbalance");
        Assert.Equal(11, api.People.Lookups); // all of these are remembered
        api.Time.Advance(TimeSpan.FromSeconds(6));
        for (var i = 7; i < 10; i++) await api.Get($"res.php?key={i:D32}&action=getbalance");
        for (var i = 7; i < 10; i++) await api.Get($"res.php?key={i:D32}&action=getbalance");
        Assert.Equal(14, api.People.Lookups); // what had expired made room
    }

    private static Task<string> CreateTask(ApiHost api, string key, string? page = null) =>
        api.PostJson("createTask", new { clientKey = key, task = new { type = "ImageToTextTask", body = Base64, websiteURL = page } });

    private static async Task Suspend(Storage.Memory.MemoryStore store, CustomerId customer)
    {
        IActorState<CustomerProfile> profile = new StoredActorStates(store).For<CustomerProfile>($"customer/{customer}");
        await profile.Read();
        await profile.Write(profile.Value! with { IsSuspended = true });
    }
}
