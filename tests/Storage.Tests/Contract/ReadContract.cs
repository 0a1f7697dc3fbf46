using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class ReadContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    [Fact]
    public async Task What_was_never_written_is_not_there()
    {
        Assert.Null(await Market.FindCaptcha(new CaptchaId(1)));
        Assert.Null(await Market.FindImage(new CaptchaId(1), ImagePart.Captcha));
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.HouseQuality));
        Assert.Equal(0, await Market.CountSolved(Given.Worker(1)));
        Assert.Empty(await Market.Statement(AccountId.Of(Given.Worker(1)), null, 10));
        Assert.Empty(await Market.OpenCaptchas(Given.Noon, new CaptchaId(0), 10));
    }

    [Fact]
    public async Task An_open_captcha_comes_back_queued_whoever_had_it()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        var captcha = Given.Captcha(10);
        await Market.Commit(Given.Submit(captcha));
        await Reopen();
        var found = await Market.FindCaptcha(captcha.Id);
        AssertSame(captcha, found);
        Assert.Equal(CaptchaStatus.Queued, found?.Status);
    }

    [Fact]
    public async Task An_ended_captcha_comes_back_with_all_who_had_it()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 2));
        await Market.Commit(Given.Submit(Given.Captcha(10)));
        await Market.Commit(Given.Submit(Given.Captcha(11)));
        var solved = Given.Answer(Given.Captcha(10));
        var unsolved = Given.GiveUp(Given.Captcha(11));
        await Market.Commit(solved);
        await Market.Commit(unsolved);
        await Reopen();
        AssertSame(solved.Captcha, await Market.FindCaptcha(new CaptchaId(10)));
        AssertSame(unsolved.Captcha, await Market.FindCaptcha(new CaptchaId(11)));
        Assert.Equal(2, unsolved.Captcha.Attempts.Length);
    }

    [Fact]
    public async Task Times_are_kept_to_the_millisecond_in_utc()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        var at = new DateTimeOffset(2026, 3, 4, 15, 0, 0, 123, 456, TimeSpan.FromHours(3));
        await Market.Commit(Given.Submit(Given.Captcha(10, at: at)));
        var found = (await Market.FindCaptcha(new CaptchaId(10)))!.SubmittedAt;
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 12, 0, 0, 123, TimeSpan.Zero), found);
        Assert.Equal(TimeSpan.Zero, found.Offset);
        Assert.Equal(found, (await Market.Statement(AccountId.Of(Given.Customer(1)), null, 1))[0].At);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_500)]
    [InlineData(600 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task An_image_is_kept_byte_for_byte(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var image = new StoredImage("image/jpeg", [.. bytes]);
        var instruction = new StoredImage("image/gif", [1, 2, 3]);
        await Market.Commit(Given.Deposit(1, 1, captchas: 2));
        await Market.Commit(SubmitCommit.Of(Given.Captcha(10), new CaptchaImages(image, instruction), 1));
        await Market.Commit(SubmitCommit.Of(Given.Captcha(11), CaptchaImages.None, 1));
        await Reopen();

        var found = await Market.FindImage(new CaptchaId(10), ImagePart.Captcha);
        Assert.Equal("image/jpeg", found?.ContentType);
        Assert.Equal(bytes, found!.Bytes);
        Assert.Equal("image/gif", (await Market.FindImage(new CaptchaId(10), ImagePart.Instruction))?.ContentType);
        Assert.Null(await Market.FindImage(new CaptchaId(11), ImagePart.Captcha));
    }

    [Fact]
    public async Task Each_of_a_captchas_images_is_kept_in_its_place()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 2));
        var images = new CaptchaImages(Given.Image, new StoredImage("image/gif", [1]))
        {
            More = [.. Enumerable.Range(2, Rotation.MostImages - 1).Select(n => new StoredImage("image/jpeg", [(byte)n, 0]))],
        };
        await Task.WhenAll(
            Market.Commit(SubmitCommit.Of(Given.Captcha(10), images, 1)),
            Market.Commit(SubmitCommit.Of(Given.Captcha(11), images with { Instruction = null, More = images.More[..1] }, 2)));
        await Reopen();

        for (var n = 2; n <= Rotation.MostImages; n++)
        {
            var found = await Market.FindImage(new CaptchaId(10), ImageParts.Numbered(n));
            Assert.Equal(("image/jpeg", (byte)n), (found!.ContentType, found.Bytes[0]));
        }
        Assert.Equal(Given.Image.Bytes, (await Market.FindImage(new CaptchaId(10), ImageParts.Numbered(1)))!.Bytes);
        Assert.Equal("image/gif", (await Market.FindImage(new CaptchaId(10), ImagePart.Instruction))!.ContentType);
        Assert.Equal(2, (await Market.FindImage(new CaptchaId(11), ImageParts.Numbered(2)))!.Bytes[0]);
        Assert.Null(await Market.FindImage(new CaptchaId(11), ImageParts.Numbered(3)));
        Assert.Null(await Market.FindImage(new CaptchaId(11), ImagePart.Instruction));
    }

    [Fact]
    public void More_images_than_a_captcha_has_places_are_a_mistake_of_the_program() => Assert.Throws<ArgumentException>(() =>
        SubmitCommit.Of(Given.Captcha(10), new CaptchaImages(Given.Image, null) { More = [.. Enumerable.Repeat(Given.Image, Rotation.MostImages)] }, 1));

    [Fact]
    public async Task A_statement_has_running_balances_and_goes_back_page_by_page()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 5));
        foreach (var id in (long[])[1, 2, 3]) await Market.Commit(Given.Submit(Given.Captcha(id)));
        await Market.Commit(Given.GiveUp(Given.Captcha(2)));
        await Market.Commit(Given.Answer(Given.Captcha(3)));

        var account = AccountId.Of(Given.Customer(1));
        var price = Given.Price.Price.Nanos;
        var all = await Market.Statement(account, null, 100);
        Assert.Equal([price, -price, -price, -price, 5 * price], all.Amounts());
        Assert.Equal([3 * price, 2 * price, 3 * price, 4 * price, 5 * price], all.Select(e => e.Balance.Nanos));
        Assert.Equal([2, 3, 2, 1, null], all.Select(e => e.Captcha?.Value));
        Assert.Equal([Purpose.Release, Purpose.Hold, Purpose.Hold, Purpose.Hold, Purpose.Deposit], all.Select(e => e.Purpose));
        Assert.Equal(all.Select(e => e.Sequence).OrderDescending(), all.Select(e => e.Sequence));

        var paged = ImmutableArray.CreateBuilder<StatementEntry>();
        for (var page = await Market.Statement(account, null, 2); page.Length > 0; page = await Market.Statement(account, page[^1].Sequence, 2))
            paged.AddRange(page);
        Assert.Equal(all, paged);
        Assert.Equal([Given.Price.Rate.Nanos], (await Market.Statement(AccountId.Of(Given.Worker(7)), null, 10)).Amounts());
        Assert.Equal(6, (await Market.Statement(AccountId.Held(Given.Customer(1)), null, 100)).Length);
    }

    [Fact]
    public async Task A_page_is_neither_empty_nor_without_bound()
    {
        var account = AccountId.Of(Given.Customer(1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Market.Statement(account, null, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Market.Statement(account, null, 501));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Market.OpenCaptchas(Given.Noon, new CaptchaId(0), 10_001));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Market.LeaseIds(IdSequence.Captcha, 0));
    }

    [Fact]
    public async Task Open_captchas_are_found_by_age_in_pages()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 20));
        for (var id = 1; id <= 9; id++) await Market.Commit(Given.Submit(Given.Captcha(id, at: Given.Noon.AddSeconds(id))));
        await Market.Commit(Given.Answer(Given.Captcha(2)));
        await Market.Commit(Given.GiveUp(Given.Captcha(5)));

        var before = Given.Noon.AddSeconds(8);
        Assert.Equal([1, 3, 4], (await Market.OpenCaptchas(before, new CaptchaId(0), 3)).Select(c => c.Value));
        Assert.Equal([6, 7], (await Market.OpenCaptchas(before, new CaptchaId(4), 3)).Select(c => c.Value));
        Assert.Empty(await Market.OpenCaptchas(before, new CaptchaId(7), 3));
    }

    [Fact]
    public async Task Leased_numbers_start_at_one_and_are_nobody_elses()
    {
        Assert.Equal(1, await Market.LeaseIds(IdSequence.Person, 10));
        Assert.Equal(11, await Market.LeaseIds(IdSequence.Person, 1));
        Assert.Equal(1, await Market.LeaseIds(IdSequence.Customer, 1));

        var other = await OpenAnother();
        IMarketStore[] stores = [Market, other.Market];
        var blocks = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => stores[i % 2].LeaseIds(IdSequence.Captcha, 7))));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => 1L + (i * 7)), blocks.Order());

        await Reopen();
        Assert.Equal(12, await Market.LeaseIds(IdSequence.Person, 1));
    }

    private static void AssertSame(CaptchaState expected, CaptchaState? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Attempts, found.Attempts);
        Assert.Equal(expected, found with { Attempts = expected.Attempts });
    }
}
