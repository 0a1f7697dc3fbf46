using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Tests;

/// <summary>What operators do on their pages, in a browser without scripts: each act once, with its reason, and in the log.</summary>
public sealed partial class OperatorPages
{
    private const string Why = "Asked for by letter.";

    [Fact]
    public async Task A_payout_is_taken_sent_and_comes_back()
    {
        await using var host = await PortalHost.Start();
        var payout = await Ask(host, "ada@example.org", "5");
        using var browser = await Operator(host);
        var path = $"/operator/payouts/{payout.Id}";
        Assert.Contains("$5.00", (await browser.Get("/operator/payouts")).Html, StringComparison.Ordinal);
        Assert.Contains(Pay.Iban, (await browser.Get(path)).Html, StringComparison.Ordinal);

        for (var n = 0; n < 2; n++) // two clicks
            Assert.Equal(path, Location(await browser.Submit(path, $"{path}?handler=Take")));
        Assert.Equal(PayoutStatus.Taken, (await host.Store.FindPayout(payout.Id))!.Status);
        Assert.Contains(payout.Worker.ToString(), (await browser.Get("/operator/payouts?status=taken")).Html, StringComparison.Ordinal);
        Assert.Equal(PayoutRefusal.NotPossible, (await host.Payouts.Cancel(payout.Worker, payout.Id)).Refusal);

        var (empty, html) = await browser.Submit(path, $"{path}?handler=Sent", ("Reference", " "));
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Equal(path, Location(await browser.Submit(path, $"{path}?handler=Sent", ("Reference", "SEPA 17"))));
        Assert.Equal(path, Location(await browser.Submit(path, $"{path}?handler=Failed", ("Reason", "No such account."))));
        var after = (await host.Store.FindPayout(payout.Id))!;
        Assert.Equal((PayoutStatus.Failed, "SEPA 17", "No such account."), (after.Status, after.Reference, after.Reason));
        Assert.Equal(Money.FromDollars(5), await host.Store.Balance(AccountId.Of(payout.Worker)));
        Assert.Contains("Returned", (await browser.Get("/operator/payouts?status=failed")).Html, StringComparison.Ordinal);
        Assert.Equal(["payout.taken", "payout.sent", "payout.failed"], (await Acts(host)).Where(a => a is not ("payout.asked" or "payout.destination")));
    }

    [Fact]
    public async Task Another_operators_payout_is_put_back_before_somebody_else_sends_it_and_ones_own_is_left_alone()
    {
        await using var host = await PortalHost.Start();
        var payout = await Ask(host, "ada@example.org", "5");
        using var one = await Operator(host, "one@example.org");
        using var other = await Operator(host, "other@example.org");
        var path = $"/operator/payouts/{payout.Id}";
        await one.Submit(path, $"{path}?handler=Take");
        Assert.Contains("Another operator is sending", (await other.Submit(path, $"{path}?handler=Sent", ("Reference", "twice"))).Html, StringComparison.Ordinal);
        Assert.Equal(PayoutStatus.Taken, (await host.Store.FindPayout(payout.Id))!.Status);
        Assert.Equal(path, Location(await other.Submit(path, $"{path}?handler=Back", ("Reason", "She is ill."))));
        Assert.Equal(path, Location(await other.Submit(path, $"{path}?handler=Sent", ("Reference", "once"))));
        Assert.Equal("once", (await host.Store.FindPayout(payout.Id))!.Reference);

        var person = (await host.Store.FindPersonByEmail("OTHER@EXAMPLE.ORG"))!;
        await host.Earn(person.Id, "3");
        var own = (await host.Payouts.Ask(new WorkerId(person.Id), "own", Money.FromDollars(2), new PayoutDestination(PayoutMethod.Paypal, "other@example.org"))).Payout!;
        foreach (var handler in (string[])["Take", "Sent", "Failed"])
            Assert.Contains("your own", (await other.Submit($"/operator/payouts/{own.Id}", $"/operator/payouts/{own.Id}?handler={handler}", ("Reference", "r"), ("Reason", "because"))).Html, StringComparison.Ordinal);
        Assert.Equal(PayoutStatus.Pending, (await host.Store.FindPayout(own.Id))!.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get("/operator/payouts/999")).Response.StatusCode);
    }

    [Fact]
    public async Task A_rule_is_made_and_removed_once_however_often_its_form_is_sent()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var deny = await Form(browser, "/operator/domains", ("Name", "https://Shop.example.com/x"), ("Standing", "denied"), ("Reason", Why));
        Assert.Equal("/operator/domains", Location(await browser.Post("/operator/domains?handler=Rule", deny)));
        var remove = await Form(browser, "/operator/domains", ("Name", "shop.example.com"), ("Reason", Why));
        Assert.Contains("shop.example.com", (await browser.Get("/operator/domains")).Html, StringComparison.Ordinal);
        Assert.Contains("Denied", (await browser.Get("/operator/domains?q=www.shop.example.com")).Html, StringComparison.Ordinal);
        Assert.Equal("/operator/domains", Location(await browser.Post("/operator/domains?handler=Remove", remove)));
        // The first form again would bring back in silence what was removed: it is in the log already, and is not done.
        Assert.Equal("/operator/domains", Location(await browser.Post("/operator/domains?handler=Rule", deny)));
        Assert.Contains("sent before", (await browser.Get("/operator/domains")).Html, StringComparison.Ordinal);
        Assert.Empty(await Rules(host));
        Assert.Equal(["domain.denied", "domain.rule_removed"], await Acts(host));
    }

    [Theory]
    [InlineData("Rule", "a..b", "denied", Why, "no host name")]
    [InlineData("Rule", "example.com", "maybe", Why, "denied or open")]
    [InlineData("Rule", "example.com", "denied", "why", "5 to 1,000")]
    [InlineData("Remove", "example.com", "", "", "5 to 1,000")]
    public async Task A_rule_without_a_domain_or_a_reason_is_none(string handler, string name, string standing, string reason, string message)
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var (_, html) = await browser.Post($"/operator/domains?handler={handler}", await Form(browser, "/operator/domains", ("Name", name), ("Standing", standing), ("Reason", reason)));
        Assert.Contains(message, html, StringComparison.Ordinal);
        Assert.Empty(await Acts(host));
    }

    [Fact]
    public async Task A_deposit_is_booked_once_and_in_the_books_the_log_and_on_the_page()
    {
        await using var host = await PortalHost.Start();
        var customer = await host.Marketplace.FrontOffice.OpenCustomer("Mill and Co", "fedcba9876543210fedcba9876543210");
        using var browser = await Operator(host);
        var path = $"/operator/customers?q={customer}";
        Assert.Contains("There is no such customer", (await browser.Get("/operator/customers?q=999")).Html, StringComparison.Ordinal);
        Assert.Contains("Mill and Co", (await browser.Get(path)).Html, StringComparison.Ordinal);
        var form = await Form(browser, path, ("Id", customer.ToString()), ("Amount", "40.50"), ("Reference", "SEPA 2026-11-21 / 0007"));
        for (var n = 0; n < 2; n++) // two clicks
            Assert.Equal(path, Location(await browser.Post("/operator/customers?handler=Deposit", form)));
        Assert.Equal(Money.Parse("40.50"), await host.Store.Balance(AccountId.Of(customer)));
        var html = (await browser.Get(path)).Html;
        foreach (var word in (string[])["$40.50", "SEPA 2026-11-21 / 0007", "On the balance"]) Assert.Contains(word, html, StringComparison.Ordinal);
        Assert.Equal(["deposit.booked"], await Acts(host));
    }

    [Theory]
    [InlineData("0", "SEPA 7", "whole cents")]
    [InlineData("1.001", "SEPA 7", "whole cents")]
    [InlineData("lots", "SEPA 7", "whole cents")]
    [InlineData("40", " ", "reference")]
    public async Task A_deposit_without_an_amount_or_a_reference_is_none_and_the_page_says_so(string amount, string reference, string message)
    {
        await using var host = await PortalHost.Start();
        var customer = await host.Marketplace.FrontOffice.OpenCustomer("Mill and Co", "fedcba9876543210fedcba9876543210");
        using var browser = await Operator(host);
        var form = await Form(browser, $"/operator/customers?q={customer}", ("Id", customer.ToString()), ("Amount", amount), ("Reference", reference));
        var (_, html) = await browser.Post("/operator/customers?handler=Deposit", form);
        Assert.Matches($"role=\"alert\"[^<]*>[^<]*{message}", html);
        Assert.Equal(Money.Zero, await host.Store.Balance(AccountId.Of(customer)));
        Assert.Empty(await Acts(host));
    }

    [Fact]
    public async Task A_declaration_is_confirmed_refused_and_withdrawn_with_its_evidence_in_sight()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var desk = host.Services.GetRequiredService<DomainDesk>();
        foreach (var domain in (string[])["one.example", "two.example"])
            await desk.Declare(Act.New("customer:1"), new CustomerId(1), new Actors.Customers.Declare(domain, DeclarationGround.Contract, "letter of May"));
        const string Path = "/operator/domains/customer?customer=1";
        Assert.Contains("one.example", (await browser.Get("/operator/domains")).Html, StringComparison.Ordinal);
        Assert.Contains("letter of May", (await browser.Get(Path)).Html, StringComparison.Ordinal);
        Assert.Equal(Path, Location(await browser.Post($"{Path}&handler=Confirm", await Form(browser, Path, ("Domain", "one.example"), ("Days", "90"), ("Reason", Why)))));
        Assert.Equal(Path, Location(await browser.Post($"{Path}&handler=Refuse", await Form(browser, Path, ("Domain", "two.example"), ("Days", "90"), ("Reason", Why)))));
        var states = (await desk.Customer(new CustomerId(1)))!.Declarations.Where(d => d.Domain.EndsWith(".example", StringComparison.Ordinal)).OrderBy(d => d.Domain).ToList();
        Assert.Equal([DeclarationState.Confirmed, DeclarationState.Refused], states.Select(d => d.State));
        Assert.InRange(states[0].ExpiresAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromDays(89), TimeSpan.FromDays(90));
        Assert.Empty(await desk.Pending());
        Assert.Equal(Path, Location(await browser.Post($"{Path}&handler=Withdraw", await Form(browser, Path, ("Domain", "one.example"), ("Reason", Why)))));
        Assert.Contains("no such declaration", (await browser.Post($"{Path}&handler=Confirm", await Form(browser, Path, ("Domain", "three.example"), ("Days", "90"), ("Reason", Why)))).Html, StringComparison.Ordinal);
        Assert.Contains("for how long", (await browser.Post($"{Path}&handler=Confirm", await Form(browser, Path, ("Domain", "two.example"), ("Days", "5000"), ("Reason", Why)))).Html, StringComparison.Ordinal);
        Assert.Equal("/operator/domains", Location(await browser.Get("/operator/domains/customer?customer=99")));
        Assert.Contains("no such customer", (await browser.Get("/operator/domains")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_a_new_customer_has_an_account()
    {
        await using var host = await PortalHost.Start();
        var id = await host.AddPerson("mo@example.org", PlainBrowser.Password, PersonRole.Moderator);
        using var browser = await Operator(host);
        Assert.Contains("mo@example.org", (await browser.Get("/operator/people?q=MO@example.org")).Html, StringComparison.Ordinal);
        var path = $"/operator/people?q={id}";
        Assert.Equal(path, Location(await browser.Post("/operator/people?handler=Roles", await Form(browser, path, ("Id", $"{id}"), ("Roles", "moderator"), ("Roles", "customer"), ("Reason", Why)))));
        var person = (await host.Store.FindPerson(id))!;
        Assert.Equal(RoleSet.Of(PersonRole.Moderator, PersonRole.Customer), person.Roles);
        Assert.NotNull(await host.Services.GetRequiredService<DomainDesk>().Customer(person.Customer!.Value));
        await browser.Post("/operator/people?handler=Roles", await Form(browser, path, ("Id", $"{id}"), ("Roles", "moderator"), ("Reason", Why)));
        await browser.Post("/operator/people?handler=Roles", await Form(browser, path, ("Id", $"{id}"), ("Roles", "customer"), ("Reason", Why)));
        Assert.Equal((RoleSet.Of(PersonRole.Customer), person.Customer), ((await host.Store.FindPerson(id))!.Roles, (await host.Store.FindPerson(id))!.Customer));
        Assert.Contains("one role at least", (await browser.Post("/operator/people?handler=Roles", await Form(browser, path, ("Id", $"{id}"), ("Reason", Why)))).Html, StringComparison.Ordinal);
        Assert.Contains("nobody of that number", (await browser.Get("/operator/people?q=nobody@example.org")).Html, StringComparison.Ordinal);
        Assert.Equal(["person.roles", "person.roles", "person.roles"], await Acts(host));
    }

    [Fact]
    public async Task Nobody_takes_the_role_from_himself_or_shuts_himself_out()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var own = (await host.Store.FindPersonByEmail("OP@EXAMPLE.ORG"))!.Id;
        foreach (var handler in (string[])["Roles", "Disable"])
            Assert.Contains("Another operator has to", (await browser.Post($"/operator/people?handler={handler}",
                await Form(browser, "/operator/people", ("Id", $"{own}"), ("Roles", "worker"), ("Reason", Why)))).Html, StringComparison.Ordinal);
        Assert.Equal((true, false), ((await host.Store.FindPerson(own))!.Roles.Has(PersonRole.Operator), (await host.Store.FindPerson(own))!.IsDisabled));
        Assert.Empty(await Acts(host));
    }

    [Fact]
    public async Task A_shut_account_is_signed_out_everywhere_and_stays_out_until_it_is_opened()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, SessionCache = TimeSpan.Zero });
        using var worker = await WorkerClient.SignIn(host);
        using var browser = await Operator(host);
        var path = $"/operator/people?q={worker.Id}";
        Assert.Equal(path, Location(await browser.Post("/operator/people?handler=Disable", await Form(browser, path, ("Id", $"{worker.Id}"), ("Reason", Why)))));
        (await worker.Get("me")).IsProblem(401, "not_signed_in");
        (await worker.Post("session", new { email = "ada@example.org", password = WorkerClient.Password })).IsProblem(401, "locked_out");
        Assert.Contains("Shut out", (await browser.Get(path)).Html, StringComparison.Ordinal);
        Assert.Equal(path, Location(await browser.Post("/operator/people?handler=Enable", await Form(browser, path, ("Id", $"{worker.Id}"), ("Reason", Why)))));
        worker.Token = (await worker.Post("session", new { email = "ada@example.org", password = WorkerClient.Password })).Text("token")!;
        Assert.Equal(HttpStatusCode.OK, (await worker.Get("me")).Status);
        Assert.Equal(path, Location(await browser.Post("/operator/people?handler=Sessions", await Form(browser, path, ("Id", $"{worker.Id}"), ("Reason", Why)))));
        (await worker.Get("me")).IsProblem(401, "not_signed_in");
        Assert.Equal(["person.disabled", "person.enabled", "person.sessions_ended"], await Acts(host));
    }

    [Fact]
    public async Task A_cluster_is_found_explained_and_marked()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var board = host.Marketplace.Actors.LinkBoard();
        foreach (var worker in (long[])[71, 72, 73]) await board.Record(LinkSignal.OfPayout("GB33", new WorkerId(worker), DateTimeOffset.UtcNow));
        foreach (var worker in (long[])[90, 95]) await board.Record(LinkSignal.Of(SignalKind.Device, "tablet", new WorkerId(worker), DateTimeOffset.UtcNow));
        var (_, list) = await browser.Get("/operator/clusters");
        Assert.Equal(["71", "90"], ClusterLinks().Matches(list).Select(m => m.Groups[1].Value));
        const string Path = "/operator/clusters/of?worker=72";
        var (_, html) = await browser.Get(Path);
        Assert.Contains("3 accounts belong together", html, StringComparison.Ordinal);
        Assert.Contains("Payout destination", html, StringComparison.Ordinal);
        Assert.Equal(Path, Location(await browser.Post($"{Path}&handler=Mark", await Form(browser, Path, ("Reason", "A family of three.")))));
        Assert.Contains("A family of three.", (await browser.Get(Path)).Html, StringComparison.Ordinal);
        Assert.Equal(Path, Location(await browser.Post($"{Path}&handler=Unmark", await Form(browser, Path, ("Reason", "They moved out.")))));
        Assert.Null((await board.Cluster(new WorkerId(71))).Mark);
        const string Alone = "/operator/clusters/of?worker=5";
        Assert.Contains("Nobody is linked", (await browser.Post($"{Alone}&handler=Mark", await Form(browser, Alone, ("Reason", Why)))).Html, StringComparison.Ordinal);
        Assert.Equal(["cluster.marked", "cluster.unmarked", "cluster.marked", "act.failed"], await Acts(host));
    }

    [Fact]
    public async Task The_audit_log_is_read_newest_first_by_what_it_is_about_and_says_when_it_was_changed()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        await host.Store.AppendAudit([.. Enumerable.Range(1, 120).Select(n => new AuditEntry($"e{n}", DateTimeOffset.UnixEpoch, $"operator:{n % 2}", "domain.denied", $"site{n % 4}.example", $$"""{"reason":"number {{n}}"}"""))]);
        var (_, html) = await browser.Get("/operator/audit");
        Assert.Contains("number 120", html, StringComparison.Ordinal);
        Assert.Contains("match their hashes", html, StringComparison.Ordinal);
        Assert.DoesNotContain("number 70<", html, StringComparison.Ordinal);
        Assert.Contains("number 70", (await browser.Get("/operator/audit?before=71")).Html, StringComparison.Ordinal);
        (_, html) = await browser.Get("/operator/audit?by=subject&text=site3.example");
        Assert.Contains("number 119", html, StringComparison.Ordinal);
        Assert.DoesNotContain("number 120", html, StringComparison.Ordinal);
        var (export, text) = await browser.Get("/operator/v1/audit/export");
        Assert.Equal((HttpStatusCode.OK, true), (export.StatusCode, text.Contains("number 7\\", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_training_task_is_added_with_its_image_once_and_retired()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var image = Imaging.Captchas.TextCaptcha.Generate(new Random(5), new Imaging.Captchas.TextCaptchaStyle()).Png;
        var form = await Form(browser, "/operator/training", ("Sort", "case_text"), ("Answer", "GoLd"), ("Hint", "It shines."), ("Size", "3"));
        for (var n = 0; n < 2; n++) Assert.StartsWith("/operator/training", Location(await Upload(browser, form, image)), StringComparison.Ordinal);
        var task = Assert.Single(await host.Store.TrainingTasks(default, 10));
        Assert.Equal(("GoLd", "It shines.", true), (task.Truth, task.Hint, task.Request.CaseSensitive));
        Assert.Contains("GoLd", (await browser.Get($"/operator/training?behind={task.Id.Value - 1}")).Html, StringComparison.Ordinal);
        Assert.Contains("no image", (await Upload(browser, await Form(browser, "/operator/training", ("Sort", "text"), ("Answer", "x")), [1, 2, 3])).Html, StringComparison.Ordinal);
        await browser.Post("/operator/training?handler=Retire", await Form(browser, "/operator/training", ("Id", $"{task.Id}"), ("Reason", Why)));
        Assert.Equal([task.Id], await host.Store.RetiredTrainingTasks(default, 10));
        Assert.Equal(["training.task_added", "training.task_retired"], await Acts(host));
    }

    [Fact]
    public async Task A_gold_task_is_listed_and_taken_off()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var reading = new TaskReading(new CaptchaRequest(Kind.Text) { Instruction = "2 + 2" }, CaptchaImages.None, null);
        var (id, _) = await host.Services.GetRequiredService<GoldDesk>().Add(Act.New("operator:1"), reading, "four");
        Assert.Contains("four", (await browser.Get("/operator/gold")).Html, StringComparison.Ordinal);
        var form = await Form(browser, "/operator/gold", ("Id", $"{id}"), ("IsWrong", "true"), ("Reason", Why));
        for (var n = 0; n < 2; n++) Assert.Equal("/operator/gold?behind=0", Location(await browser.Post("/operator/gold?handler=TakeOff", form)));
        Assert.Contains("four", (await browser.Get("/operator/gold?state=retired")).Html, StringComparison.Ordinal);
        Assert.Equal(["gold.added", "gold.taken_off"], await Acts(host));
    }

    [Fact]
    public async Task Prices_are_shown_with_their_bounds()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var (_, html) = await browser.Get("/operator/prices");
        Assert.Contains("$0.14", html, StringComparison.Ordinal);
        Assert.Contains("$0.70", html, StringComparison.Ordinal);
        Assert.Contains("fixed", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_shows_what_goes_on_with_and_without_a_script()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var (_, html) = await browser.Get("/operator");
        Assert.Contains("Nothing was written down", html, StringComparison.Ordinal);
        var now = MarketMinute.Of(DateTimeOffset.UtcNow);
        foreach (var (minute, dollars) in ((long, long)[])[(now - 60, 10), (now, 25)])
        {
            AccountSum[] sums = [new(AccountKind.WorldDeposits, Money.FromDollars(-dollars)), new(AccountKind.Customer, Money.FromDollars(dollars - 4))];
            var seen = new MarketMinute(minute, [], [.. sums], new SolveTimes(new CaptchaId(1), new CaptchaId(9), new KindTimes(null, 90, 10, 7_200, 21_000), []));
            await host.Store.AddMinute(seen with { Refunds = new RefundShare(200, 3) }, 100);
        }
        await host.Submit();
        (_, html) = await browser.Get("/operator");
        foreach (var figure in (string[])["\"deposits\">$15.00<", "\"charged\">$0.00<", "\"median\">7.2 s<", "\"slow\">21 s<", "\"unsolved\">10.0\u202F%<", "\"refunds\">1.5\u202F%<"])
            Assert.Contains("data-live=" + figure, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        var (live, json) = await browser.Get("/operator?handler=Live");
        Assert.Equal("application/json", live.Content.Headers.ContentType!.MediaType);
        Assert.Equal("$15.00", System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("deposits").GetString());
        using var worker = new PlainBrowser(host);
        await worker.Register();
        Assert.Contains("/refused", (await worker.Get("/operator?handler=Live")).Response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    internal static async Task<Payout> Ask(PortalHost host, string email, string dollars)
    {
        var worker = new WorkerId(await host.AddPerson(email, PlainBrowser.Password));
        await host.Earn(worker, dollars);
        return (await host.Payouts.Ask(worker, "first", Money.Parse(dollars), new PayoutDestination(PayoutMethod.Iban, Pay.Iban))).Payout!;
    }

    internal static async Task<PlainBrowser> Operator(PortalHost host, string email = "op@example.org")
    {
        await host.AddPerson(email, PlainBrowser.Password, PersonRole.Operator);
        var browser = new PlainBrowser(host);
        await browser.Submit("/signin", ("Email", email), ("Password", PlainBrowser.Password));
        return browser;
    }

    /// <summary>A form of a page as it would be sent: with the name of its act.</summary>
    internal static async Task<(string, string)[]> Form(PlainBrowser browser, string page, params (string, string)[] fields)
    {
        var (_, html) = await browser.Get(page);
        return [.. fields, ("Operation", Operation().Match(html) is { Success: true } found ? found.Groups[1].Value : Guid.NewGuid().ToString("N")), ("__RequestVerificationToken", PlainBrowser.Token(html))];
    }

    private static async Task<(HttpResponseMessage Response, string Html)> Upload(PlainBrowser browser, (string Name, string Value)[] fields, byte[] image)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(image), "Image", "task.png");
        var response = await browser.Http.PostAsync(new Uri("/operator/training?handler=Add", UriKind.Relative), form);
        return (response, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    internal static string Location((HttpResponseMessage Response, string Html) reply)
    {
        Assert.True(reply.Response.StatusCode == HttpStatusCode.Redirect, $"{(int)reply.Response.StatusCode}: {AlertText().Match(reply.Html).Value}");
        return reply.Response.Headers.Location!.ToString();
    }

    internal static async Task<IReadOnlyList<string>> Acts(PortalHost host) => [.. (await host.Store.AuditRecords(0, 100)).Where(r => r.Facts.Act != "authorisation.declared").Select(r => r.Facts.Act)];

    private static async Task<IReadOnlyList<DomainRule>> Rules(PortalHost host) => await host.Services.GetRequiredService<DomainDesk>().Rules();

    [GeneratedRegex("name=\"Operation\" value=\"([^\"]+)\"")]
    private static partial Regex Operation();

    [GeneratedRegex("role=\"alert\">[^<]*")]
    private static partial Regex AlertText();

    [GeneratedRegex("clusters/of\\?worker=(\\d+)")]
    private static partial Regex ClusterLinks();
}
