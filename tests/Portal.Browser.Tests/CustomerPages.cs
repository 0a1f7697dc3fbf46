using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Spending;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The customers' pages with a shop's data on every screen, and by keyboard.</summary>
public sealed class CustomerPages(Browser browser)
{
    private int _workers;

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_page_of_a_customer_fits_its_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        var customer = await Register(host, page);
        await page.GotoAsync("/customer");
        await visit.Look("customer-new");
        var captcha = await Trade(host, page, customer);

        foreach (var name in (string[])["customer", "customer/captchas", $"customer/captchas/{captcha}", "customer/spending", "customer/balance", "customer/keys", "customer/callbacks", "customer/domains"])
        {
            await page.GotoAsync(name == "customer/spending" ? "/customer/spending?period=7d" : $"/{name}");
            if (name == "customer/spending") await Expect(page.Locator("figure[data-drawn] canvas")).ToHaveCountAsync(4);
            var picture = name.Replace($"captchas/{captcha}", "captcha", StringComparison.Ordinal).Replace('/', '-');
            await visit.Shoot($"{picture}");
        }
        await page.GotoAsync("/customer/keys");
        await page.FillAsync("#key-name", "nightly");
        await page.FillAsync("#key-cap", "lots");
        await page.ClickAsync("main form.form button[type=submit]");
        await Expect(page.Locator("#key-cap-error")).ToBeVisibleAsync();
        await visit.Look("customer-keys-refused");
        await page.FillAsync("#key-cap", "5");
        await page.ClickAsync("main form.form button[type=submit]");
        await Expect(page.Locator("#copy-text")).ToBeVisibleAsync();
        await visit.Look("customer-keys-new");
        await page.Locator(".table a.button").First.ClickAsync();
        await visit.Shoot("customer-key");
        await page.GotoAsync("/customer/balance");
        await page.FillAsync("#amount", "50");
        await page.ClickAsync("#deposit-title ~ form button");
        await visit.Shoot("customer-pay");
    }

    [Fact]
    public async Task A_key_is_made_and_copied_and_another_takes_its_place()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = visit.Page;
        var customer = await Register(host, page);
        await page.GotoAsync("/customer/keys");
        await page.FocusAsync("#key-name");
        await page.Keyboard.TypeAsync("shop");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("#copy");
        await Expect(page.Locator("#copied")).Not.ToHaveTextAsync("");
        var key = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal("shop", (await host.Store.FindApiKey(ApiKey.Hash(key)))!.Rules.Name);
        await page.ClickAsync(".table a.button");
        await page.ClickAsync(".button-alert[popovertarget=revoke]");
        await Expect(page.Locator("#revoke")).ToBeVisibleAsync();
        await page.ClickAsync("#revoke button[type=submit]");
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        Assert.NotNull(Assert.Single(await host.Store.KeysOf(customer)).RevokedAt);
    }

    private static async Task<CustomerId> Register(PortalHost host, IPage page)
    {
        await page.GotoAsync("/register/customer");
        await page.FillAsync("#email", "shop@example.org");
        await page.FillAsync("#password", Visit.Password);
        await page.ClickAsync("form.form button[type=submit]");
        await page.WaitForURLAsync("**/customer", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        var customer = (await host.Store.FindPersonByEmail("SHOP@EXAMPLE.ORG"))!.Customer!.Value;
        await host.Marketplace.FrontOffice.Deposit(-4_000, customer, Money.Parse("120"));
        return customer;
    }

    /// <summary>A week of a shop: keys, captchas of several kinds, callbacks, sites, deposits, an alert.</summary>
    private async Task<CaptchaId> Trade(PortalHost host, IPage page, CustomerId customer)
    {
        var keys = new List<ApiKeyId>();
        foreach (var (name, cap) in new[] { ("checkout tests", "2.50"), ("nightly crawl of our own shop", ""), ("mobile app", "10") })
        {
            await page.GotoAsync("/customer/keys");
            await page.FillAsync("#key-name", name);
            await page.FillAsync("#key-cap", cap);
            await page.ClickAsync("main form.form button[type=submit]");
            await Expect(page.Locator("#copy-text")).ToBeVisibleAsync();
            keys.Add((await host.Store.KeysOf(customer))[^1].Id);
        }
        foreach (var domain in (string[])["shop.example.com", "staging.shop.example.com", "museum.example.org"])
            await host.Marketplace.Actors.Customer(customer).Declare(new Actors.Customers.Declare(domain, domain.StartsWith('m') ? DeclarationGround.Accessibility : DeclarationGround.OwnSite, "contract 17, page 3"));
        await host.Marketplace.Actors.Customer(customer).Decide(new Actors.Customers.Decide("shop.example.com", DeclarationState.Confirmed, "operator:7", "seen the record", DateTimeOffset.UtcNow.AddDays(200)));
        await host.Marketplace.Actors.Customer(customer).Decide(new Actors.Customers.Decide("museum.example.org", DeclarationState.Refused, "operator:7", "the owner does not know of it", null));
        await page.GotoAsync("/customer/callbacks");
        await page.FillAsync("#host", "hooks.shop.example.com");
        await page.ClickAsync("#hosts-title ~ form.form button");

        CaptchaId last = default;
        for (var n = 0; n < 9; n++)
        {
            var request = n % 3 == 1
                ? new CaptchaRequest(Kind.Text) { Instruction = "Which of these is a fruit: chair, pear, cloud?" }
                : PortalHost.Plain with { Domain = n % 2 == 0 ? "shop.example.com" : null, CallbackUrl = n % 3 == 0 ? $"https://hooks.shop.example.com/captcha/{n}" : null };
            last = await Solve(host, customer, request, new KeyTerms(keys[n % 3], null, null), n % 3 == 1 ? "pear" : null);
        }
        var now = DateTimeOffset.UtcNow;
        foreach (var due in await host.Store.TakeCallbacks(now.AddMinutes(1), now.AddMinutes(2), 2))
            await host.Store.FinishCallback(due, new CallbackAttempt(now, TimeSpan.FromMilliseconds(83), due.Tries == 0 ? 200 : 500, null), CallbackStatus.Delivered, null);
        await host.Marketplace.CustomerDesk.Submit(customer, PortalHost.Plain, Images(TextCaptcha.Generate(new Random(7), new TextCaptchaStyle())));
        await page.GotoAsync($"/customer/captchas/{last}");
        await page.ClickAsync(".report-form button[value=true]");
        await page.GotoAsync("/customer/balance");
        await page.FillAsync("#alert", "150");
        await page.ClickAsync("#settings-title ~ form button");
        await page.FillAsync("#amount", "25");
        await page.ClickAsync("#deposit-title ~ form button");
        await page.ClickAsync("main form button:not(.button-alert)");
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();

        // What was spent on the days before, as the sweeper would have counted it then.
        await new SpendingCount(host.Store).Count(customer);
        var position = await host.Store.SpendingPosition(customer);
        var hour = SpendingCell.HourOf(now);
        var lines = Enumerable.Range(1, 160).Select(h => new SpendingLine(
            new SpendingCell(hour.AddHours(-h), keys[h % 3], h % 4 == 0 ? Kind.RecaptchaV2 : h % 5 == 0 ? Kind.Grid : Kind.ImageText, h % 4 == 0 ? "shop.example.com" : h % 7 == 0 ? "staging.shop.example.com" : ""),
            new SpendingSum(20 + h * 7 % 60, h % 11 == 0 ? 1 : 0, Money.Parse("0.00021").Times(20 + h * 37 % 240))));
        Assert.True(await host.Store.AddSpending(position with { Version = position.Version + 1 }, [.. lines]));
        return last;
    }

    private async Task<CaptchaId> Solve(PortalHost host, CustomerId customer, CaptchaRequest request, KeyTerms key, string? answer)
    {
        var worker = new WorkerId(900_000 + ++_workers);
        await host.Marketplace.Actors.Worker(worker).Enroll();
        var captcha = TextCaptcha.Generate(new Random(_workers), new TextCaptchaStyle());
        var (id, _) = await host.Marketplace.CustomerDesk.Submit(customer, request, request.Kind == Kind.Text ? CaptchaImages.None : Images(captcha), key);
        var assignment = (await host.Marketplace.WorkerDesk.Next(worker, null, TimeSpan.FromSeconds(20), CancellationToken.None)).Assignment!;
        Assert.Equal(AnswerOutcome.Accepted, (await host.Marketplace.WorkerDesk.Answer(assignment.Id, answer ?? captcha.Answer)).Outcome);
        return id;
    }

    private static CaptchaImages Images(TextCaptcha captcha) => new(new StoredImage("image/png", [.. captcha.Png]), null);
}
