using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests.WholeWay;

/// <summary>
/// Everybody's way through an edition by its pages alone, and by the customer's program: nothing is prepared but the first operator. See <see cref="Edition"/> for how to walk it
/// through a cluster.
/// </summary>
public sealed class TheWholeWay(Browser browser)
{
    private const string Iban = "GB33 BUKB 2020 1555 5555 55";

    /// <summary>A running edition may have been walked through before.</summary>
    private readonly string _walk = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task A_worker_learns_works_and_is_paid_by_a_customer_with_operators_and_moderators_at_hand()
    {
        await using var edition = await Edition.Open();
        await using var chief = new Person(await browser.Open(edition.Portal), edition.FirstOperator.Email, edition.FirstOperator.Password);
        await chief.SignInWithCode("/operator");

        await using var customer = await Person.Register(browser, edition, $"shop-{_walk}@example.org", "/register/customer", "/customer");
        var key = await MakeKey(customer);
        await DeclareSite(customer);
        await Deposit(chief, customer, "5");
        await ConfirmSite(chief, customer);

        await using var worker = await Person.Register(browser, edition, $"ada-{_walk}@example.org", "/register", "/training");
        await LearnAndPass(worker);
        var each = new EachKind(edition, key, worker.Visit);
        var first = await each.Solve();
        await each.SolveV2(20); // two cents
        await SeesTheMoney(worker);

        await using var friend = await Invited(edition, worker);
        await Pay(worker, chief);
        await SpentAndReports(customer, first);
        await Appeals(edition, chief, friend);
    }

    private static async Task<string> MakeKey(Person customer)
    {
        await customer.Page.GotoAsync("/customer/keys");
        await customer.Page.FillAsync("#key-name", "shop");
        await customer.Page.ClickAsync("form[action*='Make'] button[type=submit]");
        var key = (await customer.Page.Locator("#copy-text").InnerTextAsync()).Trim();
        Assert.Equal(32, key.Length);
        await customer.Page.GotoAsync("/customer/keys");
        await Expect(customer.Page.Locator("#copy-text")).ToHaveCountAsync(0); // shown once
        return key;
    }

    private static async Task DeclareSite(Person customer)
    {
        await customer.Page.GotoAsync("/customer/domains");
        await customer.Page.FillAsync("#domain", EachKind.Domain);
        await customer.Page.SelectOptionAsync("#ground", "OwnSite");
        await customer.Page.FillAsync("#note", "Our own shop; its tests sign in every night.");
        await customer.Page.ClickAsync("form[action*='Declare'] button[type=submit]");
        await customer.Done();
    }

    private static async Task Deposit(Person chief, Person customer, string dollars)
    {
        await customer.Page.GotoAsync("/customer");
        var number = Regex.Match(await customer.Page.Locator("main").InnerTextAsync(), @"\b\d+\b").Value;
        await chief.Page.GotoAsync($"/operator/customers?q={customer.Email}");
        await chief.Page.FillAsync("#amount", dollars);
        await chief.Page.FillAsync("#reference", $"SEPA 2026-11-21 / {number}");
        await chief.Page.ClickAsync("form[action*='Deposit'] button[type=submit]");
        await chief.Done();
        await customer.Page.GotoAsync("/customer/balance");
        await Expect(customer.Page.Locator(".figures").First).ToContainTextAsync($"${dollars}.00");
    }

    private static async Task ConfirmSite(Person chief, Person customer)
    {
        await chief.Page.GotoAsync("/operator/domains");
        await chief.Page.GetByRole(AriaRole.Link, new() { Name = EachKind.Domain }).First.ClickAsync();
        await chief.Page.FillAsync("textarea[id^='site-reason']", "The customer's own domain, by its imprint.");
        await chief.Page.ClickAsync("button[formaction*='Confirm']");
        await chief.Done();
        await Expect(chief.Page.Locator("main .badge-good").First).ToBeVisibleAsync();
        await customer.Page.GotoAsync("/customer/domains");
        await Expect(customer.Page.Locator("main .badge-good").First).ToBeVisibleAsync();
    }

    /// <summary>Part one, an exam that fails, and one that is passed; then he waits for work.</summary>
    private static async Task LearnAndPass(Person worker)
    {
        var page = worker.Page;
        var apprentice = new Apprentice(page);
        await page.GotoAsync("/work");
        await worker.Arrives("/training"); // no paid work before
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin part one" }).ClickAsync();
        await apprentice.Pass(8);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the exam" }).ClickAsync();
        await apprentice.Fail(16);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Not this time");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the exam again" }).ClickAsync();
        await apprentice.Pass(16);
        await Expect(page.Locator("h1")).ToHaveTextAsync("You have passed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start working" }).ClickAsync();
        await worker.Arrives("/work");
        await worker.Visit.SeesState("waiting");
    }

    private static async Task SeesTheMoney(Person worker)
    {
        await Expect(worker.Page.Locator("#solved")).ToContainTextAsync("29");
        await Expect(worker.Page.Locator("#balance")).ToHaveTextAsync("$0.02");
        await worker.Page.GotoAsync("/earnings");
        await Expect(worker.Page.Locator("main")).ToContainTextAsync("Captcha");
        await Expect(worker.Page.Locator("main")).ToContainTextAsync("$0.001000000");
        await worker.Page.GotoAsync("/dashboard");
        await Expect(worker.Page.Locator("main")).ToContainTextAsync("$0.02");
        await Expect(worker.Page.Locator("figure.chart[data-drawn] canvas").First).ToBeVisibleAsync();
    }

    private async Task<Person> Invited(Edition edition, Person worker)
    {
        await worker.Page.GotoAsync("/invite");
        var link = new Uri(await worker.Page.InputValueAsync("#link"));
        var friend = await Person.Register(browser, edition, $"bob-{_walk}@example.org", link.PathAndQuery, "/training", width: 390);
        await worker.Page.ReloadAsync();
        await Expect(worker.Page.Locator("main table tbody tr")).ToHaveCountAsync(1);
        return friend;
    }

    /// <summary>He asks, an operator takes it and sends it.</summary>
    private static async Task Pay(Person worker, Person chief)
    {
        await worker.Page.GotoAsync("/payouts");
        await worker.Page.FillAsync("#amount", "0.02");
        await worker.Page.FillAsync("#destination", Iban);
        await worker.Page.ClickAsync("main form button[type=submit].button-large");
        await worker.Page.WaitForURLAsync("**/payouts?done=asked");
        await chief.Page.GotoAsync("/operator/payouts");
        await chief.Page.Locator("main table tbody tr").Filter(new() { HasText = "$0.02" }).Last.GetByRole(AriaRole.Link).First.ClickAsync();
        await chief.Page.ClickAsync("form[action*='Take'] button[type=submit]");
        await chief.Page.FillAsync("#reference", "SEPA 2026-11-21 / 0017");
        await chief.Page.ClickAsync("form[action*='Sent'] button[type=submit]");
        await chief.Done();
        await worker.Page.GotoAsync("/payouts");
        await Expect(worker.Page.Locator("main")).ToContainTextAsync("Sent");
        await chief.Page.GotoAsync("/operator/audit");
        await Expect(chief.Page.Locator("main")).ToContainTextAsync("payout.sent");
    }

    private static async Task SpentAndReports(Person customer, long first)
    {
        await customer.Page.GotoAsync("/customer/captchas");
        await Expect(customer.Page.Locator("main table tbody tr")).Not.ToHaveCountAsync(0);
        await customer.Page.GotoAsync($"/customer/captchas/{first}");
        await Expect(customer.Page.Locator(".well img").First).ToBeVisibleAsync();
        await customer.Page.ClickAsync(".report-form button[value=true]");
        await customer.Done();
        await customer.Page.GotoAsync("/customer/spending");
        // What was spent is counted every ten seconds, in the edition's own time.
        for (var n = 0; n < 120 && await customer.Page.Locator("figure.chart").CountAsync() == 0; n++)
        {
            await customer.Page.WaitForTimeoutAsync(500);
            await customer.Page.ReloadAsync();
        }
        await Expect(customer.Page.Locator("figure.chart[data-drawn] canvas").First).ToBeVisibleAsync();
    }

    /// <summary>One moderator suspends, the worker appeals, another moderator overturns it; nobody judges his own decision.</summary>
    private async Task Appeals(Edition edition, Person chief, Person friend)
    {
        await using var strict = await Moderator(edition, chief, "strict");
        await using var mild = await Moderator(edition, chief, "mild");
        await chief.Page.GotoAsync($"/operator/people?q={friend.Email}");
        var number = (await chief.Page.Locator(".facts-list dd").First.InnerTextAsync()).Trim();

        await strict.Page.GotoAsync($"/moderator/workers/{number}");
        await strict.Page.FillAsync("#reason", "Two accounts from one desk, it seems.");
        await strict.Page.CheckAsync("input[name=what][value=suspension]");
        await strict.Page.ClickAsync("form[action*='Impose'] button[type=submit]");
        await strict.Done();

        await friend.Page.GotoAsync("/dashboard");
        await friend.Page.ClickAsync("#sanctions details.pay-change summary");
        await friend.Page.Locator("#sanctions textarea").FillAsync("My sister sits beside me, and works with an account of her own.");
        await friend.Page.ClickAsync("#sanctions form button[type=submit]");
        await friend.Done();

        await strict.Page.GotoAsync("/moderator/appeals");
        await Expect(strict.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(strict.Page.Locator("main")).Not.ToContainTextAsync("My sister");
        await mild.Page.GotoAsync("/moderator/appeals");
        await mild.Page.Locator("main table tbody tr").Last.Locator("a.button").ClickAsync();
        await mild.Page.FillAsync("#reason", "Two people, two accounts: that is allowed.");
        await mild.Page.ClickAsync("button[value=overturn]");
        await mild.Done();
        await friend.Page.GotoAsync("/dashboard");
        await Expect(friend.Page.Locator("#sanctions")).ToContainTextAsync("Two people, two accounts");
    }

    private async Task<Person> Moderator(Edition edition, Person chief, string name)
    {
        var email = $"{name}-{_walk}@example.org";
        await using (var before = await Person.Register(browser, edition, email, "/register", "/training")) { }
        await chief.Page.GotoAsync($"/operator/people?q={email}");
        await chief.Page.UncheckAsync("input[name=Roles][value=worker]");
        await chief.Page.CheckAsync("input[name=Roles][value=moderator]");
        await chief.Page.FillAsync("#roles-reason", "He moderates from today on.");
        await chief.Page.ClickAsync("form[action*='Roles'] button[type=submit]");
        await chief.Done();
        var moderator = new Person(await browser.Open(edition.Portal), email, Visit.Password);
        await moderator.SignInWithCode("/moderator");
        return moderator;
    }
}
