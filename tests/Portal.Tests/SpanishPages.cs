using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Tests.Customers;

namespace CaptchaGrains.Portal.Tests;

/// <summary>What people read who have chosen Spanish.</summary>
public sealed class SpanishPages
{
    [Fact]
    public async Task A_stranger_and_a_worker_read_no_English_sentence_of_ours()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        browser.Speak("es");
        await Read(browser, "/", "/prices", "/register", "/register/customer", "/signin");
        await browser.Register();
        await Read(browser, "/dashboard", "/work", "/earnings", "/payouts", "/invite", "/prices", "/training", "/account", "/account/secondfactor");
    }

    [Fact]
    public async Task A_customer_reads_none()
    {
        await using var host = await PortalHost.Start();
        using var shopper = await Shopper.Register(host);
        var id = await shopper.Solved();
        shopper.Browser.Speak("es");
        await Read(shopper.Browser, "/customer", "/customer/captchas", $"/customer/captchas/{id}", "/customer/keys", "/customer/spending", "/customer/balance", "/customer/domains",
            "/customer/callbacks");
    }

    [Fact]
    public async Task A_moderator_and_an_operator_read_none()
    {
        await using var host = await PortalHost.Start();
        var id = await host.AddPerson("mo@example.org", PlainBrowser.Password, PersonRole.Moderator);
        using var moderator = new PlainBrowser(host);
        moderator.Speak("es");
        await moderator.Submit("/signin", ("Email", "mo@example.org"), ("Password", PlainBrowser.Password));
        await Read(moderator, "/moderator", "/moderator/appeals");
        using var browser = await OperatorPages.Operator(host);
        browser.Speak("es");
        // The audit log is not among them: it speaks English, as calls do.
        await Read(browser, "/operator", "/operator/payouts", "/operator/people", $"/operator/people?q={id}", "/operator/customers", "/operator/domains", "/operator/clusters",
            "/operator/prices", "/operator/prices/ImageText", "/operator/training", "/operator/gold");
    }

    [Fact]
    public async Task English_sentences_are_found_where_there_are_some()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        Assert.NotEmpty(EnglishSentences.In((await browser.Get("/dashboard")).Html));
    }

    private static async Task Read(PlainBrowser browser, params string[] pages)
    {
        foreach (var page in pages)
        {
            var (response, html) = await browser.Get(page);
            Assert.True(response.IsSuccessStatusCode, $"{page} gave {(int)response.StatusCode}.");
            Assert.Contains("<html lang=\"es\">", html, StringComparison.Ordinal);
            var found = EnglishSentences.In(html).ToList();
            Assert.True(found.Count == 0, $"{page}: {string.Join(" | ", found)}");
        }
    }
}
