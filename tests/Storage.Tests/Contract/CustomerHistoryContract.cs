using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>A customer's lists of captchas and callbacks.</summary>
public abstract class CustomerHistoryContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly CustomerId Ada = Given.Customer(1);
    private static readonly CaptchaFilter Everything = new(null, null);

    private ICustomerHistory Customers => Store.Customers;

    [Fact]
    public async Task Captchas_are_listed_newest_first_page_by_page_and_nobody_elses()
    {
        await Trade();
        var all = await Customers.CaptchasOf(Ada, Everything, null, 500);
        Assert.Equal([25L, 24, 23, 22, 21], all.Items.Select(c => c.Id.Value));
        Assert.Null(all.Next);
        var first = await Customers.CaptchasOf(Ada, Everything, null, 2);
        var second = await Customers.CaptchasOf(Ada, Everything, first.Next, 2);
        var third = await Customers.CaptchasOf(Ada, Everything, second.Next, 2);
        Assert.Equal(all.Items, [.. first.Items, .. second.Items, .. third.Items]);
        Assert.Null(third.Next);
        Assert.Empty((await Customers.CaptchasOf(Given.Customer(3), Everything, null, 500)).Items);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Customers.CaptchasOf(Ada, Everything, null, 501));
    }

    [Fact]
    public async Task A_captcha_of_the_list_says_what_became_of_it()
    {
        await Trade();
        var all = (await Customers.CaptchasOf(Ada, Everything, null, 500)).Items.ToDictionary(c => c.Id.Value);
        Assert.Equal(new CustomerCaptcha(new CaptchaId(21), Kind.ImageText, CaptchaStatus.Solved, Given.Price.Price, Given.Noon, Given.Noon.AddSeconds(5), "W9H5K", new ApiKeyId(5)), all[21]);
        Assert.Equal((CaptchaStatus.Unsolvable, null, null), (all[22].Status, all[22].Answer, all[22].Key));
        Assert.Equal((CaptchaStatus.Queued, (DateTimeOffset?)null), (all[23].Status, all[23].EndedAt));
    }

    [Fact]
    public async Task A_list_is_filtered_by_kind_and_state()
    {
        await Trade();
        Assert.Equal([24L], (await Customers.CaptchasOf(Ada, new CaptchaFilter(Kind.Text, null), null, 500)).Items.Select(c => c.Id.Value));
        Assert.Equal([24L, 23], (await Customers.CaptchasOf(Ada, new CaptchaFilter(null, CaptchaStatus.Queued), null, 500)).Items.Select(c => c.Id.Value));
        Assert.Equal([23L], (await Customers.CaptchasOf(Ada, new CaptchaFilter(Kind.ImageText, CaptchaStatus.Queued), null, 500)).Items.Select(c => c.Id.Value));
        Assert.Empty((await Customers.CaptchasOf(Ada, new CaptchaFilter(Kind.Audio, null), null, 500)).Items);
    }

    [Fact]
    public async Task Captchas_are_counted_by_state_since_a_time()
    {
        await Trade();
        Assert.Equal(new CaptchaCounts(2, 2, 1), await Customers.CountCaptchas(Ada, Given.Noon));
        Assert.Equal(new CaptchaCounts(0, 1, 0), await Customers.CountCaptchas(Ada, Given.Noon.AddMinutes(1)));
        Assert.Equal(new CaptchaCounts(0, 0, 0), await Customers.CountCaptchas(Ada, Given.Noon.AddDays(1)));
    }

    [Fact]
    public async Task Callbacks_are_listed_newest_first_and_nobody_elses()
    {
        await Trade();
        await Called(31, 1);
        await Called(32, 2);
        await Called(33, 1);
        var all = await Customers.CallbacksOf(Ada, null, 500);
        Assert.Equal([33L, 31], all.Items.Select(c => c.Captcha.Value));
        Assert.Equal((CallbackStatus.Pending, "https://shop.test/31", 0), (all.Items[1].Status, all.Items[1].Url, all.Items[1].AllAttempts));
        var first = await Customers.CallbacksOf(Ada, null, 1);
        Assert.Equal([31L], (await Customers.CallbacksOf(Ada, first.Next, 1)).Items.Select(c => c.Captcha.Value));
        Assert.Equal([32L], (await Customers.CallbacksOf(Given.Customer(2), null, 500)).Items.Select(c => c.Captcha.Value));
    }

    private async Task Called(long id, long customer)
    {
        var captcha = Given.Captcha(id, customer) with { Request = new CaptchaRequest(Kind.ImageText) { CallbackUrl = $"https://shop.test/{id}" } };
        await Market.Commit(Given.Submit(captcha));
        await Market.Commit(Given.Answer(captcha));
    }

    private async Task Trade()
    {
        await Market.Commit(Given.Deposit(1, 1, 1_000));
        await Market.Commit(Given.Deposit(2, 2, 1_000));
        var first = Given.Captcha(21);
        await Market.Commit(Given.Submit(first) with { Key = new KeyTerms(new ApiKeyId(5), null, null) });
        await Market.Commit(Given.Answer(first));
        var second = Given.Captcha(22);
        await Market.Commit(Given.Submit(second));
        await Market.Commit(Given.GiveUp(second));
        await Market.Commit(Given.Submit(Given.Captcha(23)));
        await Market.Commit(Given.Submit(Given.Captcha(24) with { Request = new CaptchaRequest(Kind.Text) { Instruction = "2 + 2?" } }));
        var last = Given.Captcha(25, at: Given.Noon.AddMinutes(3));
        await Market.Commit(Given.Submit(last));
        await Market.Commit(Given.Answer(last));
        await Market.Commit(Given.Submit(Given.Captcha(26, 2)));
    }
}
