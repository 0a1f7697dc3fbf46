using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Portal.Tests.Customers;

public sealed partial class CaptchaPages
{
    [Fact]
    public async Task Captchas_are_listed_newest_first_and_lead_through_all_of_them()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var ids = new List<long>();
        for (var n = 0; n < 30; n++) ids.Add((await shop.Submit()).Value);
        var html = await shop.Open("/customer/captchas");
        Assert.Equal(ids.AsEnumerable().Reverse().Take(25), Numbers(html));
        var older = await shop.Open(Older().Match(html).Groups[1].Value);
        Assert.Equal(ids.AsEnumerable().Reverse().Skip(25), Numbers(older));
        Assert.DoesNotContain("rel=\"next\"", older, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_and_a_number_leads_to_its_captcha()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var solved = await shop.Solved();
        var open = await shop.Submit();
        Assert.Equal([solved.Value], Numbers(await shop.Open("/customer/captchas?state=Solved")));
        Assert.Equal([open.Value], Numbers(await shop.Open("/customer/captchas?state=Queued&kind=ImageText")));
        Assert.Empty(Numbers(await shop.Open("/customer/captchas?kind=Audio")));
        Assert.Equal(2, Numbers(await shop.Open("/customer/captchas?kind=77&state=99")).Count);
        var (found, _) = await shop.Browser.Get($"/customer/captchas?number={solved}");
        Assert.Equal($"/customer/captchas/{solved}", found.Headers.Location!.ToString());
        Assert.Contains("no captcha of this number", await shop.Open("/customer/captchas?number=99999"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_captcha_shows_its_image_answer_and_price()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var id = await shop.Solved("<b>W9</b>");
        var html = await shop.Open($"/customer/captchas/{id}");
        Assert.Contains("<b>W9</b>", html, StringComparison.Ordinal); // decoded by the test: as text, not as markup
        Assert.DoesNotContain("<b>W9", await (await shop.Browser.Http.GetAsync(new Uri($"customer/captchas/{id}", UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("$0.00021", html, StringComparison.Ordinal);
        Assert.Contains("$0.00014 for the worker, $0.00007 for the house", html, StringComparison.Ordinal);
        var image = await shop.Browser.Http.GetAsync(new Uri($"customer/captchas/{id}?handler=Image&n=1", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "image/png", "no-store, private"), (image.StatusCode, image.Content.Headers.ContentType!.MediaType, image.Headers.CacheControl!.ToString()));
        Assert.Equal("nosniff", image.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.NotEmpty(await image.Content.ReadAsByteArrayAsync());
        foreach (var n in (int[])[0, 2, -1, 10]) Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser.Get($"/customer/captchas/{id}?handler=Image&n={n}")).Response.StatusCode);
    }

    [Fact]
    public async Task An_image_whose_time_is_over_is_a_dash_in_the_list_and_a_sentence_on_its_page()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var shop = await Shopper.Register(host);
        var old = await shop.Solved();
        time.Advance(TimeSpan.FromDays(7));
        var young = await shop.Solved();
        await host.Store.DeleteImages(default, 10, new ImagesDue(time.GetUtcNow(), [], DateTimeOffset.UnixEpoch));
        var list = await shop.Open("/customer/captchas");
        Assert.Contains($"src=\"/customer/captchas/{young}?", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"src=\"/customer/captchas/{old}?", list, StringComparison.Ordinal);
        var html = await shop.Open($"/customer/captchas/{old}");
        Assert.Contains("The image was deleted after 7 days.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Image", html, StringComparison.Ordinal);
        Assert.Contains("W9H5K", html, StringComparison.Ordinal);
        Assert.DoesNotContain("was deleted", await shop.Open($"/customer/captchas/{young}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_reported_once_and_the_page_says_what_came_of_it()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var id = await shop.Solved();
        var html = await shop.Send($"/customer/captchas/{id}", $"/customer/captchas/{id}?handler=Report", ("isRight", "true"));
        Assert.Contains("Thank you", html, StringComparison.Ordinal);
        Assert.Contains("You said that it was right.", html, StringComparison.Ordinal);
        Assert.True((await host.Store.FindReport(id))!.IsCorrect);
        html = await shop.Send("/customer/captchas", $"/customer/captchas/{id}?handler=Report", ("isRight", "false"));
        Assert.Contains("You had reported it before", html, StringComparison.Ordinal);
        Assert.True((await host.Store.FindReport(id))!.IsCorrect);
    }

    [Fact]
    public async Task Nothing_but_an_answer_of_the_last_minutes_can_be_reported()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var shop = await Shopper.Register(host);
        var (solved, open) = (await shop.Solved(), await shop.Submit());
        Assert.Contains("Only answers can be reported.", await shop.Open($"/customer/captchas/{open}"), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("within 15 min of the submission", await shop.Open($"/customer/captchas/{solved}"), StringComparison.Ordinal);
        var html = await shop.Send("/customer/captchas", $"/customer/captchas/{solved}?handler=Report", ("isRight", "false"));
        Assert.Contains("can no longer be reported", html, StringComparison.Ordinal);
        Assert.Null(await host.Store.FindReport(solved));
    }

    [Fact]
    public async Task Nobody_reaches_the_captcha_of_another_customer_nor_its_image()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        using var thief = await Shopper.Register(host, "thief@example.org");
        var id = await shop.Solved(request: PortalHost.Plain with { CallbackUrl = "https://shop.test/x" });
        foreach (var path in (string[])[$"/customer/captchas/{id}", $"/customer/captchas/{id}?handler=Image&n=1", "/customer/captchas/999999"])
            Assert.Equal(HttpStatusCode.NotFound, (await thief.Browser.Get(path)).Response.StatusCode);
        foreach (var handler in (string[])["Report", "Replay"])
            Assert.Equal(HttpStatusCode.NotFound, (await thief.Browser.Submit("/customer/captchas", $"/customer/captchas/{id}?handler={handler}", ("isRight", "false"))).Response.StatusCode);
        Assert.Contains("no captcha of this number", await thief.Open($"/customer/captchas?number={id}"), StringComparison.Ordinal);
        Assert.Empty(Numbers(await thief.Open("/customer/captchas")));
        Assert.Null(await host.Store.FindReport(id));
    }

    private static List<long> Numbers(string html) => [.. Row().Matches(html).Select(m => long.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex("class=\"row-link\" href=\"/customer/captchas/(\\d+)\"")]
    private static partial Regex Row();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Older();
}
