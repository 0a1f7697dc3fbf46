using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Portal.Tests;
using CaptchaGrains.Storage.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The operators' pages on every screen, on a day on which something goes on.</summary>
public sealed class OperatorScreens(Browser browser)
{
    private static readonly string[] Grounds = ["Our own shop; the imprint names us.", "Contract of 3 March with the owner, copy sent by letter.", "Their bug bounty programme invites automated tests."];

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_page_of_operators_fits_its_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        var me = await host.AddPerson("op@example.org", Visit.Password, PersonRole.Operator);
        var workers = await Fill(host, me);
        await SignIn(visit);

        await Expect(page.Locator("figure[data-drawn] canvas")).ToHaveCountAsync(4);
        await visit.Shoot("operator-overview");
        foreach (var (path, name) in ((string, string)[])
        [
            ("/operator/payouts", "payouts"), ("/operator/payouts?status=failed", "payouts-failed"), ("/operator/domains?q=irs.gov", "domains"), ("/operator/domains/customer?customer=1", "sites"),
            ($"/operator/people?q={workers[0]}", "people"), ("/operator/clusters", "clusters"), ($"/operator/clusters/of?worker={workers[0]}", "cluster"), ("/operator/audit", "audit"),
            ("/operator/prices", "prices"), ("/operator/customers?q=1", "customers"), ("/operator/gold", "gold"),
        ])
        {
            await page.GotoAsync(path);
            await visit.Shoot($"operator-{name}", fullPage: name != "audit"); // which is long
        }
        await page.GotoAsync("/operator/training?behind=38");
        await visit.Shoot("operator-training", fullPage: false);

        var payout = (await host.Payouts.In(PayoutStatus.Pending, default, 1))[0];
        await page.GotoAsync($"/operator/payouts/{payout.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "I am sending it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You are sending this payout");
        await visit.Shoot("operator-payout");
        await page.FillAsync("#reference", "SEPA 2026-11-21 / 0042");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("marked as sent");

        await page.GotoAsync("/operator/prices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the price: Text from an image" }).ClickAsync();
        await page.FillAsync("#least", "0.12");
        await page.FillAsync("#fee", "40");
        await page.FillAsync("#price-reason", "Too few workers in the evening.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the change" }).ClickAsync();
        await Expect(page.Locator("#least-error")).ToContainTextAsync("$0.14");
        await visit.Shoot("operator-price-refused");
        await page.FillAsync("#least", "0.2");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main strong")).ToContainTextAsync(["$0.20", "40.0\u202F%", "$0.28", "$0.98"]);
        await visit.Shoot("operator-price");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set this price" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("customers pay $0.28 to $0.98");

        await page.GotoAsync("/operator/domains");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the rule for staging.irs.gov" }).ClickAsync();
        await visit.Shoot("operator-rule-remove", fullPage: false);
        await page.Locator(".dialog:popover-open textarea").FillAsync("Their test is over.");
        await page.Locator(".dialog:popover-open button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("removed");
    }

    [Fact]
    public async Task The_overview_keeps_itself_up_to_date_and_says_when_it_cannot()
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("op@example.org", Visit.Password, PersonRole.Operator);
        await using var visit = await browser.Open(host.Address);
        await visit.Page.Clock.InstallAsync();
        await SignIn(visit);
        await Expect(visit.Page.Locator("[data-live=waiting]")).ToHaveTextAsync("0");
        await host.Submit();
        await Expect(visit.Page.Locator("[data-live=waiting]")).ToHaveTextAsync("0"); // nothing moves until it looks again
        await visit.Page.Clock.RunForAsync(5_000);
        await Expect(visit.Page.Locator("[data-live=waiting]")).ToHaveTextAsync("1");
        await Expect(visit.Page.Locator("[data-live-lost]")).ToBeHiddenAsync();
        await visit.Page.RouteAsync("**/operator?handler=Live", route => route.AbortAsync());
        await visit.Page.Clock.RunForAsync(5_000);
        await Expect(visit.Page.Locator("[data-live-lost]")).ToBeVisibleAsync();
        await visit.Page.UnrouteAsync("**/operator?handler=Live");
        await visit.Page.Clock.RunForAsync(5_000);
        await Expect(visit.Page.Locator("[data-live-lost]")).ToBeHiddenAsync();
    }

    private static async Task SignIn(Visit visit)
    {
        await visit.Page.GotoAsync("/signin");
        await visit.Page.FillAsync("#email", "op@example.org");
        await visit.Page.FillAsync("#password", Visit.Password);
        await visit.Page.ClickAsync("form.form button[type=submit]");
        await visit.Page.WaitForURLAsync("**/operator", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
    }

    private static async Task<IReadOnlyList<long>> Fill(PortalHost host, long me)
    {
        var workers = new List<long>();
        foreach (var name in (string[])["ada", "bo", "cy", "dee", "eli"])
        {
            var worker = await host.AddPerson($"{name}@example.org", Visit.Password);
            workers.Add(worker);
            await host.Earn(new WorkerId(worker), "60.123456789");
        }
        foreach (var (n, worker) in workers.Index())
        {
            PayoutDestination to = n % 2 == 0 ? new(PayoutMethod.Iban, "GB33BUKB20201555555555") : new(PayoutMethod.Paypal, $"worker{n}@mail.example");
            for (var i = 0; i < 3; i++) await host.Payouts.Ask(new WorkerId(worker), $"op-{i}", Money.Parse($"{4 + n * 3 + i}.50"), to);
        }
        var asked = await host.Payouts.In(PayoutStatus.Pending, default, 20);
        foreach (var payout in asked.Where((_, n) => n % 3 == 1)) await host.Payouts.Sent(me + 100, payout.Id, $"SEPA 2026-11-21 / {payout.Id.Value:0000}");
        await host.Payouts.Returned(me + 100, asked[1].Id, "The bank says that there is no such account.");
        await host.Payouts.Returned(me + 100, asked[5].Id, "This PayPal account cannot receive dollars.");

        var domains = host.Services.GetRequiredService<DomainDesk>();
        await domains.Decide(Act.New($"operator:{me}"), Domain("tickets.example.com"), DomainStanding.Denied, "The owner asked by letter on 3 November.");
        await domains.Decide(Act.New($"operator:{me}"), Domain("staging.irs.gov"), DomainStanding.Open, "Their own accessibility test, by contract, until the end of the year.");
        await domains.OptOut(Act.New("owner:forum.example.net"), Domain("forum.example.net"), "https://forum.example.net/.well-known/captchagrains.txt");
        foreach (var (n, name) in ((string[])["shop.example.com", "portal.example.org", "bounty.example.net"]).Index())
            await domains.Declare(Act.New("customer:1"), new CustomerId(1), new Declare(name, (DeclarationGround)(n + 1), Grounds[n]));
        await domains.Decide(Act.New($"operator:{me}"), new CustomerId(1), Domain("portal.example.org"), DeclarationState.Confirmed, "The contract is in the file.", DateTimeOffset.UtcNow.AddDays(90));

        var board = host.Marketplace.Actors.LinkBoard();
        foreach (var worker in workers.Take(3)) await board.Record(LinkSignal.Of(SignalKind.Device, "tablet", new WorkerId(worker), DateTimeOffset.UtcNow));
        foreach (var worker in workers.Skip(3)) await board.Record(LinkSignal.OfPayout("GB33", new WorkerId(worker), DateTimeOffset.UtcNow));
        await host.Services.GetRequiredService<ClusterDesk>().Mark(Act.New($"operator:{me}"), new WorkerId(workers[0]), true, "A family that shares a tablet; confirmed by telephone.");
        var deposits = host.Services.GetRequiredService<DepositDesk>();
        foreach (var (n, amount) in ((string[])["250", "40.50", "1000"]).Index())
            Assert.NotNull((await deposits.BookByHand(me, $"wire-{n}", new CustomerId(1), Money.Parse(amount), $"SEPA 2026-11-{18 + n} / 000{n + 3}")).Deposit);
        var gold = host.Services.GetRequiredService<GoldDesk>();
        for (var n = 1; n <= 4; n++)
        {
            var captcha = TextCaptcha.Generate(new Random(n), new TextCaptchaStyle());
            await gold.Add(Act.New($"operator:{me}"), new TaskReading(PortalHost.Plain, new CaptchaImages(new StoredImage("image/png", [.. captcha.Png]), null), null), captcha.Answer);
        }
        for (var n = 0; n < 3; n++) await host.Submit();
        await Day(host.Store);
        return workers;
    }

    /// <summary>A day of the marketplace, busier towards the evening.</summary>
    private static async Task Day(MemoryStore store)
    {
        var (now, random, money) = (MarketMinute.Of(DateTimeOffset.UtcNow), new Random(7), new long[4]);
        for (var minute = now - 1_440; minute <= now; minute++)
        {
            var busy = 1.5 + Math.Sin((minute - now + 1_440) / 1_440.0 * Math.PI * 2 - 1.2);
            var submitted = (long)(busy * 900 + random.Next(200));
            money[0] += minute % 240 == 17 ? 50_000_000_000 : 0;
            money[1] += submitted * 210_000;
            money[2] += submitted * 140_000;
            money[3] += minute % 300 == 50 ? 20_000_000_000 : 0;
            var (median, slow) = (6_500 + (long)(busy * 900) + random.Next(600), 17_000 + (long)(busy * 2_500) + random.Next(2_500));
            var loads = Enum.GetValues<Kind>().Select(k => new KindLoad(k, k == Kind.ImageText ? submitted : 0, 40, k == Kind.ImageText ? (int)(busy * 3) : 0, 12));
            AccountSum[] sums =
            [
                new(AccountKind.WorldDeposits, new Money(-money[0])), new(AccountKind.Customer, new Money(money[0] - money[1])),
                new(AccountKind.Worker, new Money(money[2] - money[3])), new(AccountKind.HouseRevenue, new Money(money[1] - money[2])), new(AccountKind.WorldPayouts, new Money(money[3])),
            ];
            var times = new SolveTimes(new CaptchaId(1), new CaptchaId(1_000), new KindTimes(null, 981, 19, median, slow), [new KindTimes(Kind.ImageText, 981, 19, median, slow)]);
            var seen = new MarketMinute(minute, [.. loads], [.. sums], times);
            await store.AddMinute(seen with { Refunds = new RefundShare(981, 7) }, MinuteRecorder.Kept);
        }
    }

    private static DomainName Domain(string name) => DomainName.TryParse(name, out var domain) ? domain : throw new ArgumentException(name, nameof(name));
}
