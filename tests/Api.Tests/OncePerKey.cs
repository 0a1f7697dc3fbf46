using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Idempotency;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptchaGrains.Api.Tests;

/// <summary>Idempotency keys: a submission that is sent again is the same submission.</summary>
public class OncePerKey
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());
    private static readonly Money Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;

    [Fact]
    public async Task The_same_key_and_order_give_the_same_id_and_one_charge()
    {
        await using var api = await ApiHost.Start();
        var first = ApiHost.Accepted(await Submit(api, "order-1"));
        Assert.Equal(first, ApiHost.Accepted(await Submit(api, "order-1")));
        api.OnlyCaptcha();
        Assert.Equal(Price, await api.Held());
        Assert.NotEqual(first, ApiHost.Accepted(await Submit(api, "order-2")));
    }

    [Fact]
    public async Task The_key_comes_in_a_header_a_field_or_json_alike()
    {
        await using var api = await ApiHost.Start();
        var first = ApiHost.Accepted(await Submit(api, "order-1"));
        using var byHeader = new FormUrlEncodedContent(
            [KeyValuePair.Create("key", ApiHost.Key), KeyValuePair.Create("method", "base64"), KeyValuePair.Create("body", Base64)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "in.php") { Content = byHeader };
        request.Headers.Add("Idempotency-Key", "order-1");
        using var reply = await api.Http.SendAsync(request);
        Assert.Equal(first, ApiHost.Accepted(await reply.Content.ReadAsStringAsync()));
        Assert.Equal($$"""{"errorId":0,"taskId":{{first}}}""", await CreateTask(api, "order-1", Base64));
        api.OnlyCaptcha();
    }

    [Fact]
    public async Task The_same_key_with_another_order_is_an_error()
    {
        await using var api = await ApiHost.Start();
        await Submit(api, "order-1");
        Assert.Equal("ERROR_IDEMPOTENCY_KEY_REUSED", await Submit(api, "order-1", ("numeric", "1")));
        var other = Convert.ToBase64String(TestImages.Png(width: 61));
        Assert.StartsWith("""{"errorId":262,"errorCode":"ERROR_IDEMPOTENCY_KEY_REUSED",""", await CreateTask(api, "order-1", other), StringComparison.Ordinal);
        api.OnlyCaptcha();
        Assert.Equal(Price, await api.Held());
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("naïve")]
    [InlineData("tab\t")]
    public async Task A_key_that_is_not_visible_ascii_is_refused(string key)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await Submit(api, key));
        Assert.Equal("ERROR_BAD_PARAMETERS", await Submit(api, new string('k', 256)));
        await api.AssertNothingHappened();
        ApiHost.Accepted(await Submit(api, new string('k', 255)));
    }

    [Fact]
    public async Task A_lost_reply_of_the_store_and_the_key_again_are_one_captcha_and_one_charge()
    {
        await using var api = await ApiHost.Start();
        api.Store.LosesReplies = true;
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await Submit(api, "order-1"));
        var made = api.OnlyCaptcha();
        api.Store.LosesReplies = false;
        Assert.Equal(made.Id.Value, ApiHost.Accepted(await Submit(api, "order-1")));
        api.OnlyCaptcha();
        Assert.Equal(Price, await api.Held());
    }

    [Fact]
    public async Task A_crash_between_reservation_and_captcha_is_made_good_by_the_key_again()
    {
        await using var api = await ApiHost.Start();
        api.Reservations.LosesReplies = true;
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await Submit(api, "order-1"));
        await api.AssertNothingHappened();
        api.Reservations.LosesReplies = false;
        var id = ApiHost.Accepted(await Submit(api, "order-1"));
        Assert.Equal(id, ApiHost.Accepted(await Submit(api, "order-1")));
        api.OnlyCaptcha();
    }

    [Fact]
    public async Task While_the_store_is_gone_nothing_happens()
    {
        await using var api = await ApiHost.Start();
        api.Reservations.Fault = new TimeoutException();
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await Submit(api, "order-1"));
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Twenty_at_once_are_one_captcha()
    {
        await using var api = await ApiHost.Start();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Submit(api, "order-1")));
        Assert.Single(replies.Distinct());
        Assert.Equal(ApiHost.Accepted(replies[0]), api.OnlyCaptcha().Id.Value);
        Assert.Equal(Price, await api.Held());
    }

    [Fact]
    public async Task A_refused_submission_may_be_tried_again_under_its_key()
    {
        await using var api = await ApiHost.Start();
        await api.Actors.Customer(api.Customer).SetMaxRate(new Money(1));
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await Submit(api, "order-1"));
        await api.Actors.Customer(api.Customer).SetMaxRate(null);
        var id = ApiHost.Accepted(await Submit(api, "order-1"));
        // Once it is a captcha, it needs neither money nor a slot to be told its id again.
        await api.Actors.Customer(api.Customer).SetMaxRate(new Money(1));
        await api.Solve("abc");
        Assert.Equal(id, ApiHost.Accepted(await Submit(api, "order-1")));
    }

    [Fact]
    public async Task After_three_days_the_key_is_free_again()
    {
        await using var api = await ApiHost.Start();
        var first = ApiHost.Accepted(await Submit(api, "order-1"));
        api.Time.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(first, ApiHost.Accepted(await Submit(api, "order-1")));
        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotEqual(first, ApiHost.Accepted(await Submit(api, "order-1")));
    }

    [Fact]
    public async Task The_sweep_removes_all_that_is_over_and_nothing_else()
    {
        var (store, time) = (new MemoryStore(), new ManualTime());
        for (var i = 0; i < 2_500; i++) await store.Reserve(Row($"old {i}", time.GetUtcNow()), time.GetUtcNow().AddDays(-1));
        await store.Reserve(Row("young", time.GetUtcNow().AddMilliseconds(1)), time.GetUtcNow());
        using var sweep = new IdempotencySweep(store, time, NullLogger<IdempotencySweep>.Instance);
        Assert.Equal(2_500, await sweep.Sweep(CancellationToken.None));
        Assert.Equal(0, await sweep.Sweep(CancellationToken.None));
        Assert.Equal(1, await store.RemoveExpired(time.GetUtcNow().AddMilliseconds(1), 10));
    }

    [Fact]
    public async Task A_gateway_sweeps_by_itself()
    {
        await using var api = await ApiHost.Start();
        await Submit(api, "order-1");
        api.Time.Advance(TimeSpan.FromHours(72) + IdempotencySweep.Every);
        await api.Reservations.Removed.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static IdempotencyRow Row(string key, DateTimeOffset expiresAt) => new(new CustomerId(1), key, 1, new CaptchaId(1), expiresAt);

    private static Task<string> Submit(ApiHost api, string key, params (string, string)[] more) =>
        api.PostForm("in.php", [("key", ApiHost.Key), ("method", "base64"), ("body", Base64), ("idempotencyKey", key), .. more]);

    private static Task<string> CreateTask(ApiHost api, string key, string body) =>
        api.PostJson("createTask", new { clientKey = ApiHost.Key, idempotencyKey = key, task = new { type = "ImageToTextTask", body } });
}
