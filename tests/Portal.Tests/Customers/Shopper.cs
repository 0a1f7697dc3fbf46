using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Spending;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Portal.Tests.Customers;

/// <summary>Somebody who has registered as a customer, with money, in a browser without scripts.</summary>
internal sealed partial class Shopper : IDisposable
{
    private static int _workers;
    private static int _deposits;

    private readonly PortalHost _host;

    private Shopper(PortalHost host, PlainBrowser browser, CustomerId id) => (_host, Browser, Id) = (host, browser, id);

    public PlainBrowser Browser { get; }

    public CustomerId Id { get; }

    public static async Task<Shopper> Register(PortalHost host, string email = "shop@example.org", string dollars = "10")
    {
        var browser = new PlainBrowser(host);
        await browser.Submit("/register/customer", ("Email", email), ("Password", PlainBrowser.Password));
        var customer = (await host.Store.FindPersonByEmail(email.ToUpperInvariant()))!.Customer!.Value;
        await host.Marketplace.FrontOffice.Deposit(-1_000 - Interlocked.Increment(ref _deposits), customer, Money.Parse(dollars));
        return new Shopper(host, browser, customer);
    }

    public async Task<CaptchaId> Submit(CaptchaRequest? request = null, KeyTerms? key = null)
    {
        var png = TextCaptcha.Generate(new Random(7), new TextCaptchaStyle()).Png;
        var (id, result) = await _host.Marketplace.CustomerDesk.Submit(Id, request ?? PortalHost.Plain, new CaptchaImages(new StoredImage("image/png", [.. png]), null), key);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        return id;
    }

    public async Task<CaptchaId> Solved(string answer = "W9H5K", CaptchaRequest? request = null, KeyTerms? key = null)
    {
        var worker = new WorkerId(900_000 + Interlocked.Increment(ref _workers));
        await _host.Marketplace.Actors.Worker(worker).Enroll();
        var id = await Submit(request, key);
        var assignment = (await _host.Marketplace.WorkerDesk.Next(worker, null, TimeSpan.FromSeconds(20), CancellationToken.None)).Assignment!;
        Assert.Equal(id, assignment.Id.Captcha);
        Assert.Equal(AnswerOutcome.Accepted, (await _host.Marketplace.WorkerDesk.Answer(assignment.Id, answer)).Outcome);
        return id;
    }

    /// <summary>What was spent until now is counted, as the sweeper does.</summary>
    public Task<bool> Count() => new SpendingCount(_host.Store).Count(Id);

    public async Task<string> Open(string path)
    {
        var (response, html) = await Browser.Get(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} gave {(int)response.StatusCode} {response.Headers.Location}.");
        return html;
    }

    /// <summary>Sends a form of a page, and follows where it leads.</summary>
    public async Task<string> Send(string page, string target, params (string Name, string Value)[] fields)
    {
        var (response, html) = await Browser.Submit(page, target, fields);
        return response.StatusCode == HttpStatusCode.Redirect ? await Open(response.Headers.Location!.ToString()) : html;
    }

    public static string Secret(string html) => SecretText().Match(html).Groups[1].Value;

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex("class=\"secret\" id=\"copy-text\">([0-9a-f]{32})<")]
    private static partial Regex SecretText();
}
