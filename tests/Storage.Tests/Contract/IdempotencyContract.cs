using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class IdempotencyContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly IdempotencyRow First = new(Given.Customer(1), HashOf("key"), 77, new CaptchaId(5), Given.Noon.AddHours(72));

    private IIdempotencyStore Keys => Store.Idempotency;

    [Fact]
    public async Task The_first_one_stands_until_its_time_is_over()
    {
        Assert.Equal(First, await Keys.Reserve(First, Given.Noon));
        await Reopen();
        var second = First with { Fingerprint = -78, Captcha = new CaptchaId(6), ExpiresAt = Given.Noon.AddHours(200) };
        Assert.Equal(First, await Keys.Reserve(second, Given.Noon.AddHours(72).AddMilliseconds(-1)));
        Assert.Equal(second, await Keys.Reserve(second, Given.Noon.AddHours(72)));
        Assert.Equal(second, await Keys.Reserve(First, Given.Noon.AddHours(73)));
    }

    [Fact]
    public async Task A_key_means_something_else_to_another_customer()
    {
        await Keys.Reserve(First, Given.Noon);
        var other = First with { Customer = Given.Customer(2), Captcha = new CaptchaId(6) };
        Assert.Equal(other, await Keys.Reserve(other, Given.Noon));
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_wins_and_all_hear_of_it()
    {
        var another = await OpenAnother();
        var asked = Enumerable.Range(1, 20).Select(i => Task.Run(() =>
            (i % 2 == 0 ? Keys : another.Idempotency).Reserve(First with { Captcha = new CaptchaId(i) }, Given.Noon)));
        Assert.Single((await Task.WhenAll(asked)).Distinct());
    }

    [Fact]
    public async Task Many_keys_at_once_are_each_kept_once_whether_new_known_or_expired()
    {
        for (var i = 0; i < 40; i++) await Keys.Reserve(Row(i, 1_000) with { ExpiresAt = Given.Noon.AddHours(i % 2 == 0 ? 1 : -1) }, Given.Noon.AddDays(-1));
        var kept = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Keys.Reserve(Row(i % 100, 2_000 + i), Given.Noon)));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(kept[i], kept[i + 100]);
            var isKnown = i < 40 && i % 2 == 0;
            Assert.True(isKnown ? kept[i].Captcha.Value == 1_000 + i : kept[i].Captcha.Value == 2_000 + i || kept[i].Captcha.Value == 2_100 + i);
        }

        static IdempotencyRow Row(int key, int captcha) => First with { KeyHash = HashOf($"key {key}"), Captcha = new CaptchaId(captcha < 2_000 ? captcha + key : captcha) };
    }

    [Fact]
    public async Task What_has_expired_is_removed_in_bounded_batches()
    {
        for (var i = 0; i < 5; i++) await Keys.Reserve(First with { KeyHash = HashOf($"old {i}"), ExpiresAt = Given.Noon.AddMinutes(i) }, Given.Noon.AddDays(-1));
        var living = First with { KeyHash = HashOf("living") };
        await Keys.Reserve(living, Given.Noon);
        Assert.Equal(3, await Keys.RemoveExpired(Given.Noon.AddMinutes(4), 3));
        Assert.Equal(2, await Keys.RemoveExpired(Given.Noon.AddMinutes(4), 3));
        Assert.Equal(0, await Keys.RemoveExpired(Given.Noon.AddMinutes(4), 3));
        Assert.Equal(living, await Keys.Reserve(living with { Captcha = new CaptchaId(9) }, Given.Noon.AddHours(1)));
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
}
