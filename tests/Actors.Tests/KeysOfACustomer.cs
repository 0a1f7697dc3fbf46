using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Actors.Tests;

/// <summary>What a customer does with his keys; everything can be repeated.</summary>
public class KeysOfACustomer
{
    private static readonly CustomerId Ann = new(1);
    private static readonly CustomerId Bob = new(2);
    private static readonly KeyRules Rules = new("program") { AllowedKinds = [Kind.Audio], DailyCap = Money.FromDollars(1) };

    private readonly MemoryStore _store = new();
    private readonly ManualTime _time = new();
    private readonly KeyDesk _desk;

    public KeysOfACustomer() => _desk = new KeyDesk(_store, _store, _store, _time);

    [Fact]
    public async Task A_key_is_added_once_however_often_it_is_asked_for()
    {
        Assert.Equal(KeyVerdict.Done, await _desk.Add(Ann, "h1", Rules));
        Assert.Equal(KeyVerdict.Done, await _desk.Add(Ann, "h1", Rules));
        Assert.Equal(KeyVerdict.Taken, await _desk.Add(Bob, "h1", Rules));
        Assert.Equal(KeyVerdict.Done, await _desk.Add(Ann, "h2", new KeyRules(" second ")));
        var keys = await _desk.List(Ann);
        Assert.Equal(["program", "second"], keys.Select(k => k.Rules.Name));
        Assert.Equal(2, keys.Select(k => k.Id).Distinct().Count());
        Assert.Empty(await _desk.List(Bob));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("a\nb", null)]
    [InlineData("ok", "10.0.0.0/33")]
    [InlineData("ok", "everywhere")]
    [InlineData("ok", "1")]
    public async Task Rules_that_are_not_well_formed_are_refused(string name, string? address)
    {
        var bad = new KeyRules(name) { AllowedAddresses = address is null ? [] : [address] };
        Assert.Equal(KeyVerdict.BadRules, await _desk.Add(Ann, "h1", bad));
        await _desk.Add(Ann, "h2", Rules);
        Assert.Equal(KeyVerdict.BadRules, await _desk.Change(Ann, (await Only()).Id, bad));
        Assert.Equal(KeyVerdict.BadRules, await _desk.Add(Ann, "h1", Rules with { DailyCap = Money.Zero }));
        Assert.Equal(KeyVerdict.BadRules, await _desk.Add(Ann, "h1", Rules with { MaxRate = new Money(-1) }));
        Assert.Equal(KeyVerdict.BadRules, await _desk.Add(Ann, "h1", Rules with { BurstPerThreeSeconds = -1 }));
    }

    [Fact]
    public async Task Addresses_are_kept_in_one_way_of_writing()
    {
        await _desk.Add(Ann, "h1", Rules with { AllowedAddresses = ["10.1.2.3/8", " 10.0.0.0/8", "::ffff:192.0.2.1", "2001:DB8:0::5/32"] });
        Assert.Equal(["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"], (await Only()).Rules.AllowedAddresses.AsEnumerable());
    }

    [Fact]
    public async Task A_rotation_leaves_both_keys_working_for_the_grace()
    {
        await _desk.Add(Ann, "old", Rules);
        var old = (await Only()).Id;
        var start = _time.GetUtcNow();
        for (var i = 0; i < 2; i++) Assert.Equal(KeyVerdict.Done, await _desk.Rotate(Ann, old, "new", TimeSpan.FromHours(1)));
        var keys = await _desk.List(Ann);
        Assert.Equal(2, keys.Length);
        Assert.Equal(start.AddHours(1), keys[0].ExpiresAt);
        Assert.Equal((Rules.DailyCap, "new"), (keys[1].Rules.DailyCap, keys[1].Hash));
        Assert.True(keys[0].WorksAt(start.AddHours(1).AddMilliseconds(-1)));
        Assert.False(keys[0].WorksAt(start.AddHours(1)));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(KeyVerdict.Done, await _desk.Rotate(Ann, old, "new", TimeSpan.FromHours(1))); // a repetition that comes late
        Assert.Equal(start.AddHours(1), (await _desk.List(Ann))[0].ExpiresAt);
        Assert.Equal(KeyVerdict.Over, await _desk.Rotate(Ann, old, "another", TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Nobody_touches_the_keys_of_another()
    {
        await _desk.Add(Ann, "h1", Rules);
        var id = (await Only()).Id;
        Assert.Equal(KeyVerdict.NoSuchKey, await _desk.Change(Bob, id, Rules));
        Assert.Equal(KeyVerdict.NoSuchKey, await _desk.Revoke(Bob, id));
        Assert.Equal(KeyVerdict.NoSuchKey, await _desk.Rotate(Bob, id, "h2", TimeSpan.Zero));
        Assert.True((await Only()).WorksAt(_time.GetUtcNow()));
    }

    [Fact]
    public async Task A_customer_has_a_hundred_working_keys_at_most()
    {
        for (var i = 0; i < KeyDesk.MostKeys; i++) Assert.Equal(KeyVerdict.Done, await _desk.Add(Ann, $"h{i}", Rules));
        Assert.Equal(KeyVerdict.TooMany, await _desk.Add(Ann, "one more", Rules));
        var first = (await _desk.List(Ann))[0].Id;
        Assert.Equal(KeyVerdict.Done, await _desk.Rotate(Ann, first, "rotated", TimeSpan.Zero));
        Assert.Equal(KeyVerdict.TooMany, await _desk.Add(Ann, "one more", Rules));
        Assert.Equal(KeyVerdict.Done, await _desk.Revoke(Ann, (await _desk.List(Ann))[1].Id));
        Assert.Equal(KeyVerdict.Done, await _desk.Add(Ann, "one more", Rules));
    }

    private async Task<ApiKeyRow> Only() => Assert.Single(await _desk.List(Ann));
}
