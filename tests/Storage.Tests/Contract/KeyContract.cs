using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class KeyContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly KeyRules Everything = new("Prüfung 'a' \"b\"")
    {
        AllowedAddresses = ["10.0.0.0/8", "2001:db8::/32"],
        AllowedKinds = [Kind.ImageText, Kind.FunCaptcha],
        DailyCap = new Money(1_234_567_890_123),
        MaxRate = new Money(1),
        BurstPerThreeSeconds = 0,
    };

    private IKeyStore Keys => Store.Keys;

    [Fact]
    public async Task A_key_comes_back_with_all_its_rules()
    {
        var row = Row(1, "a", 3, Everything) with { RevokedAt = Given.Noon.AddDays(1), ExpiresAt = Given.Noon.AddDays(2) };
        Assert.True(await Store.People.AddApiKey(row));
        await Reopen();
        AssertSame(row, await Store.People.FindApiKey("a"));
        AssertSame(row, Assert.Single(await Keys.KeysOf(Given.Customer(3))));
    }

    [Fact]
    public async Task A_customer_has_several_keys_and_only_his_own()
    {
        await Add(Row(2, "b", 3, new KeyRules("second")), Row(1, "a", 3, new KeyRules("first")), Row(3, "c", 4, new KeyRules("other")));
        Assert.Equal(["first", "second"], (await Keys.KeysOf(Given.Customer(3))).Select(k => k.Rules.Name));
        Assert.Empty(await Keys.KeysOf(Given.Customer(5)));
    }

    [Fact]
    public async Task Nobody_changes_the_key_of_another()
    {
        await Add(Row(1, "a", 3, new KeyRules("mine")));
        Assert.False(await Keys.SetKeyRules(Given.Customer(4), new ApiKeyId(1), Everything));
        Assert.False(await Keys.RevokeKey(Given.Customer(4), new ApiKeyId(1), Given.Noon));
        Assert.False(await Keys.ExpireKey(Given.Customer(4), new ApiKeyId(1), Given.Noon));
        Assert.False(await Keys.RevokeKey(Given.Customer(3), new ApiKeyId(2), Given.Noon));
        AssertSame(Row(1, "a", 3, new KeyRules("mine")), await Store.People.FindApiKey("a"));
    }

    [Fact]
    public async Task Rules_are_replaced()
    {
        await Add(Row(1, "a", 3, new KeyRules("old")));
        Assert.True(await Keys.SetKeyRules(Given.Customer(3), new ApiKeyId(1), Everything));
        AssertSame(Row(1, "a", 3, Everything), await Store.People.FindApiKey("a"));
        Assert.True(await Keys.SetKeyRules(Given.Customer(3), new ApiKeyId(1), new KeyRules("bare")));
        AssertSame(Row(1, "a", 3, new KeyRules("bare")), await Store.People.FindApiKey("a"));
    }

    [Fact]
    public async Task The_first_revocation_and_the_earliest_end_stand()
    {
        await Add(Row(1, "a", 3, new KeyRules("k")));
        Assert.True(await Keys.RevokeKey(Given.Customer(3), new ApiKeyId(1), Given.Noon.AddHours(1)));
        Assert.True(await Keys.RevokeKey(Given.Customer(3), new ApiKeyId(1), Given.Noon.AddHours(2)));
        foreach (var hours in (int[])[5, 3, 4]) Assert.True(await Keys.ExpireKey(Given.Customer(3), new ApiKeyId(1), Given.Noon.AddHours(hours)));
        var row = await Store.People.FindApiKey("a");
        Assert.Equal((Given.Noon.AddHours(1), Given.Noon.AddHours(3)), (row!.RevokedAt, row.ExpiresAt));
    }

    [Fact]
    public async Task The_spending_of_a_key_is_what_waits_and_what_was_solved_since_a_time_under_a_cap()
    {
        var capped = new KeyTerms(new ApiKeyId(1), new Money(1), null);
        await Market.Commit(Given.Deposit(1, 1, captchas: 20));
        await Submit(1, capped, Given.Noon);
        await Submit(2, capped, Given.Noon.AddMilliseconds(-1)); // too early
        await Submit(3, capped with { DailyCap = null }, Given.Noon); // had no cap
        await Submit(4, capped with { Key = new ApiKeyId(2) }, Given.Noon); // another key
        await Submit(5, null, Given.Noon);
        var solved = await Submit(6, capped, Given.Noon.AddHours(1));
        var unsolved = await Submit(7, capped, Given.Noon.AddHours(1));
        Assert.Equal(Given.Price.Price.Times(3), await Spent());
        await Market.Commit(Given.Answer(solved));
        await Market.Commit(Given.GiveUp(unsolved));
        await Reopen();
        Assert.Equal(Given.Price.Price.Times(2), await Spent());
        Assert.Equal(Money.Zero, await Market.SpentByKey(new ApiKeyId(9), Given.Noon));
    }

    private Task<Money> Spent() => Market.SpentByKey(new ApiKeyId(1), Given.Noon);

    private async Task<CaptchaState> Submit(long id, KeyTerms? key, DateTimeOffset at)
    {
        var captcha = Given.Captcha(id, at: at);
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Submit(captcha) with { Key = key })).Verdict);
        return captcha;
    }

    private async Task Add(params ApiKeyRow[] rows)
    {
        foreach (var row in rows) Assert.True(await Store.People.AddApiKey(row));
    }

    private static ApiKeyRow Row(long id, string hash, long customer, KeyRules rules) =>
        new(new ApiKeyId(id), hash, Given.Customer(customer), rules, Given.Noon);

    private static void AssertSame(ApiKeyRow expected, ApiKeyRow? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Rules.AllowedAddresses.AsEnumerable(), actual.Rules.AllowedAddresses);
        Assert.Equal(expected.Rules.AllowedKinds.AsEnumerable(), actual.Rules.AllowedKinds);
        var lists = expected.Rules;
        Assert.Equal(expected, actual with { Rules = actual.Rules with { AllowedAddresses = lists.AllowedAddresses, AllowedKinds = lists.AllowedKinds } });
    }
}
