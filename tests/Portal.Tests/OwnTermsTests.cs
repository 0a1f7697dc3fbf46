using System.Net;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A worker's own terms: over the worker API, and on his dashboard without scripts.</summary>
public sealed class OwnTermsTests
{
    [Fact]
    public async Task Terms_are_set_by_a_call_and_shown_with_the_worker()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        Assert.Equal("""{"minRate":"0.000000000"}""", (await worker.Get("me")).Body.GetProperty("terms").GetRawText());

        var set = await worker.Put("terms", new { minRate = "0.0002", dailyCap = "2.5" });

        Assert.Equal((HttpStatusCode.OK, """{"minRate":"0.000200000","dailyCap":"2.500000000"}"""), (set.Status, set.Body.GetRawText()));
        Assert.Equal(set.Body.GetRawText(), (await worker.Get("me")).Body.GetProperty("terms").GetRawText());
        Assert.Equal("""{"minRate":"0.000100000"}""", (await worker.Put("terms", new { minRate = "0.0001", dailyCap = "0" })).Body.GetRawText());
        Assert.Equal("""{"minRate":"0.000000000"}""", (await worker.Put("terms", new { })).Body.GetRawText());
    }

    [Theory]
    [InlineData("0.010000001", null, "min_rate")]
    [InlineData("-0.001", null, "min_rate")]
    [InlineData("much", null, "min_rate")]
    [InlineData("0.0000000001", null, "min_rate")]
    [InlineData("", null, "min_rate")]
    [InlineData(null, "-1", "daily_cap")]
    [InlineData(null, "10000.01", "daily_cap")]
    [InlineData(null, "1e3", "daily_cap")]
    public async Task Terms_out_of_their_range_are_refused_and_change_nothing(string? minRate, string? dailyCap, string reason)
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host);
        await worker.Put("terms", new { minRate = "0.001" });

        var refused = await worker.Put("terms", new { minRate, dailyCap });

        refused.IsProblem(422, "out_of_range");
        Assert.Equal(reason, refused.Text("reason"));
        Assert.Equal("0.001000000", (await worker.Get("me")).Body.GetProperty("terms").GetProperty("minRate").GetString());
    }

    [Fact]
    public async Task At_the_daily_cap_the_call_and_the_outlook_say_when_work_goes_on_and_then_it_does()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow.Date.AddHours(30));
        await using var host = await PortalHost.Start(time);
        using var worker = await WorkerClient.SignIn(host);
        await worker.Put("terms", new { dailyCap = "0.00014" });
        var (id, captcha) = await host.Submit();
        await worker.Next();
        await host.Submit();

        var answered = await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer, next = true });

        Assert.Equal((HttpStatusCode.OK, "0.000140000"), (answered.Status, answered.Text("earned")));
        Assert.False(answered.Body.TryGetProperty("next", out _));
        var refused = await worker.Post("next", new { waitSeconds = 20 });
        refused.IsProblem(403, "daily_cap_reached");
        var midnight = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        Assert.Equal(midnight, refused.Body.GetProperty("until").GetDateTimeOffset());
        var outlook = (await worker.Get("outlook")).Body;
        Assert.Equal(("daily_cap", midnight), (outlook.GetProperty("reason").GetString(), outlook.GetProperty("until").GetDateTimeOffset()));
        Assert.False(outlook.TryGetProperty("expectedWaitSeconds", out _));

        time.Advance(midnight - time.GetUtcNow());
        Assert.False((await worker.Get("outlook")).Body.TryGetProperty("until", out _));
        await host.Submit();
        await worker.Next();
    }

    [Fact]
    public async Task Whoever_asks_for_more_than_his_kinds_pay_now_is_told_so()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host, "ada@example.org", Kind.ImageText, Kind.Grid);
        await worker.Put("terms", new { minRate = "0.0005" }); // a grid pays just this
        Assert.Equal("nothing_submitted", (await worker.Get("outlook")).Text("reason"));
        Assert.Equal("asks_more", (await worker.Get("outlook?kinds=ImageText")).Text("reason"));
        await worker.Put("terms", new { minRate = "0.000500001" });
        Assert.Equal("asks_more", (await worker.Get("outlook")).Text("reason"));
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post("next")).Status);
        await worker.Put("terms", new { });
        Assert.Equal("nothing_submitted", (await worker.Get("outlook?kinds=ImageText")).Text("reason"));
    }

    [Fact]
    public async Task The_form_has_rates_for_a_thousand_answers_and_what_was_saved_stands_in_it()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();

        var (saved, _) = await browser.Submit("/dashboard", "/dashboard?handler=Terms", ("rate", " $0.200001 "), ("cap", "2.5"));

        Assert.Equal("/dashboard#terms", saved.Headers.Location!.OriginalString);
        var (_, html) = await browser.Get("/dashboard");
        Assert.Contains("Your terms are saved.", html, StringComparison.Ordinal);
        Assert.Contains("name=\"rate\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" maxlength=\"20\" value=\"0.200001\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"cap\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" maxlength=\"20\" value=\"2.5\"", html, StringComparison.Ordinal);
        Assert.Contains("""{"minRate":"0.000200001","dailyCap":"2.500000000"}""", (await browser.Get("/worker/v1/me")).Html, StringComparison.Ordinal);

        await browser.Submit("/dashboard", "/dashboard?handler=Terms", ("rate", ""), ("cap", ""));
        Assert.Contains("\"terms\":{\"minRate\":\"0.000000000\"}", (await browser.Get("/worker/v1/me")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Your terms are saved.", (await Twice(browser)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.000001", "", "at most $10.00")]
    [InlineData("0.2000001", "", "no more than six decimals")] // of one answer: less than a nano-dollar
    [InlineData("-1", "", "at most $10.00")]
    [InlineData("", "ten", "at most $10,000.00")]
    [InlineData("", "-0.01", "at most $10,000.00")]
    [InlineData("", "10000.01", "at most $10,000.00")]
    public async Task What_cannot_be_asked_for_is_refused_beside_its_field_and_stays_as_it_was_written(string rate, string cap, string error)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();

        var (refused, html) = await browser.Submit("/dashboard", "/dashboard?handler=Terms", ("rate", rate), ("cap", cap));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(error, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{(rate.Length > 0 ? rate : cap)}\"", html, StringComparison.Ordinal);
        Assert.Contains(rate.Length > 0 ? "id=\"rate-error\"" : "id=\"cap-error\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(rate.Length > 0 ? "id=\"cap-error\"" : "id=\"rate-error\"", html, StringComparison.Ordinal);
        Assert.Contains("\"terms\":{\"minRate\":\"0.000000000\"}", (await browser.Get("/worker/v1/me")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_at_his_cap_reads_on_his_dashboard_when_work_goes_on()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        await host.Earn(new Core.Ids.WorkerId((await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"))!.Id), "0.5");
        await browser.Submit("/dashboard", "/dashboard?handler=Terms", ("rate", ""), ("cap", "0.5"));
        Assert.Contains("Work goes on at", (await browser.Get("/dashboard")).Html, StringComparison.Ordinal);
        await browser.Submit("/dashboard", "/dashboard?handler=Terms", ("rate", ""), ("cap", "0.500000001"));
        Assert.DoesNotContain("Work goes on at", (await browser.Get("/dashboard")).Html, StringComparison.Ordinal);
    }

    private static async Task<(HttpResponseMessage Response, string Html)> Twice(PlainBrowser browser)
    {
        await browser.Get("/dashboard");
        return await browser.Get("/dashboard");
    }
}
