using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Shell;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Portal.Tests.Customers;

/// <summary>A customer's balance, deposits and spending.</summary>
public sealed partial class MoneyPages
{
    [Fact]
    public async Task Spending_is_shown_in_four_ways_and_the_file_adds_up_to_the_ledger()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        await shop.Send("/customer/keys", "/customer/keys?handler=Make", ("Form.Name", "till"));
        var key = Assert.Single(await host.Store.KeysOf(shop.Id)).Id;
        for (var n = 0; n < 3; n++) await shop.Solved(key: new KeyTerms(key, null, null));
        await shop.Solved(request: PortalHost.Plain with { Domain = "shop.example.com" });
        await shop.Submit();
        await shop.Count();
        var spent = Money.FromDollars(10) - await host.Store.Balance(AccountId.Of(shop.Id)) - await host.Store.Balance(AccountId.Held(shop.Id));
        Assert.True(spent.IsPositive);

        foreach (var period in (string[])["24h", "7d", "30d", "forever"])
        {
            var html = await shop.Open($"/customer/spending?period={period}");
            Assert.Contains(Dollars.Exact(spent), html, StringComparison.Ordinal);
            foreach (var word in (string[])["till", "Without a key", "Text from an image", "shop.example.com", "None named"]) Assert.Contains(word, html, StringComparison.Ordinal);
            Assert.Equal(4, Chart().Count(html));
            var file = await shop.Browser.Http.GetAsync(new Uri($"customer/spending?handler=File&period={period}", UriKind.Relative));
            Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("hour_utc,key,key_name,kind,domain,charged,refunded,spent_usd", lines[0]);
            Assert.Equal(spent, lines.Skip(1).Aggregate(Money.Zero, (sum, l) => sum + Money.Parse(l.Split(',')[^1])));
            Assert.Equal(4, lines.Skip(1).Sum(l => int.Parse(l.Split(',')[5], System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task Nobody_sees_what_another_customer_spends_or_has()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host, dollars: "77.77");
        using var thief = await Shopper.Register(host, "thief@example.org");
        await shop.Solved(request: PortalHost.Plain with { Domain = "secret.example.com" });
        await shop.Count();
        foreach (var path in (string[])["/customer", "/customer/spending?period=30d", "/customer/spending?handler=File&customer=" + shop.Id, $"/customer/balance?customer={shop.Id}", "/customer/balance?handler=File"])
        {
            var html = await thief.Open(path);
            Assert.DoesNotContain("secret.example.com", html, StringComparison.Ordinal);
            Assert.DoesNotContain("77.7", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_balance_page_has_every_entry_and_the_file_too()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        for (var n = 0; n < 30; n++) await shop.Submit();
        var html = await shop.Open("/customer/balance");
        var balance = await host.Store.Balance(AccountId.Of(shop.Id));
        Assert.Contains(Dollars.Exact(balance), html, StringComparison.Ordinal);
        Assert.Contains(Dollars.Exact(await host.Store.Balance(AccountId.Held(shop.Id))), html, StringComparison.Ordinal);
        Assert.Equal(25, Entry().Count(html));
        Assert.Equal(6, Entry().Count(await shop.Open(Older().Match(html).Groups[1].Value)));
        var lines = (await shop.Browser.Get("/customer/balance?handler=File")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(32, lines.Length);
        Assert.EndsWith($",{balance}", lines[1], StringComparison.Ordinal);
        Assert.Contains("Deposit", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deposit_is_paid_on_the_page_of_the_test_provider_and_booked_once()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var operation = Operation().Match(await shop.Open("/customer/balance")).Groups[1].Value;
        string? pay = null;
        for (var n = 0; n < 2; n++)
        {
            var (response, _) = await shop.Browser.Submit("/customer/balance", "/customer/balance?handler=Deposit", ("Operation", operation), ("Amount", "25"));
            pay = response.Headers.Location!.ToString();
        }
        var deposit = Assert.Single(await host.Store.DepositsOf(shop.Id, null, 10));
        Assert.Equal($"/customer/balance/pay/{deposit.Id}", pay);
        for (var n = 0; n < 2; n++)
            Assert.Contains("The payment is on your balance.", await shop.Send("/customer/balance", $"{pay}?handler=Confirm"), StringComparison.Ordinal);
        Assert.Equal(Money.FromDollars(35), await host.Store.Balance(AccountId.Of(shop.Id)));
        Assert.Contains("On the balance", await shop.Open("/customer/balance"), StringComparison.Ordinal);
        // What is booked cannot be declined.
        Assert.Contains("waits for no payment", await shop.Send("/customer/balance", $"{pay}?handler=Decline"), StringComparison.Ordinal);
        Assert.Equal(DepositStatus.Booked, (await host.Store.FindDeposit(deposit.Id))!.Status);
    }

    [Fact]
    public async Task A_declined_payment_moves_nothing()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var (response, _) = await shop.Browser.Submit("/customer/balance", "/customer/balance?handler=Deposit", ("Operation", "op"), ("Amount", "25"));
        Assert.Contains("The payment was declined.", await shop.Send("/customer/balance", $"{response.Headers.Location}?handler=Decline"), StringComparison.Ordinal);
        Assert.Equal(Money.FromDollars(10), await host.Store.Balance(AccountId.Of(shop.Id)));
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("10000.01")]
    [InlineData("12.345")]
    [InlineData("lots")]
    [InlineData("")]
    public async Task An_amount_that_cannot_be_paid_in_is_refused_beside_its_field(string amount)
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var html = await shop.Send("/customer/balance", "/customer/balance?handler=Deposit", ("Operation", "op"), ("Amount", amount));
        Assert.Contains("Choose an amount from $1.00 to $10,000.00", html, StringComparison.Ordinal);
        Assert.Empty(await host.Store.DepositsOf(shop.Id, null, 10));
    }

    [Fact]
    public async Task Nobody_pays_or_declines_the_deposit_of_another_customer()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        using var thief = await Shopper.Register(host, "thief@example.org");
        await shop.Browser.Submit("/customer/balance", "/customer/balance?handler=Deposit", ("Operation", "op"), ("Amount", "25"));
        var deposit = Assert.Single(await host.Store.DepositsOf(shop.Id, null, 10));
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Browser.Get($"/customer/balance/pay/{deposit.Id}")).Response.StatusCode);
        foreach (var handler in (string[])["Confirm", "Decline"])
            Assert.Equal(HttpStatusCode.NotFound, (await thief.Browser.Submit("/customer/balance", $"/customer/balance/pay/{deposit.Id}?handler={handler}")).Response.StatusCode);
        // The same name of an operation is another deposit of another customer.
        await thief.Browser.Submit("/customer/balance", "/customer/balance?handler=Deposit", ("Operation", "op"), ("Amount", "25"));
        Assert.NotEqual(deposit.Id, Assert.Single(await host.Store.DepositsOf(thief.Id, null, 10)).Id);
        Assert.Equal(DepositStatus.Requested, (await host.Store.FindDeposit(deposit.Id))!.Status);
    }

    [Fact]
    public async Task Without_a_provider_operators_book_and_there_is_no_page_to_pay_on()
    {
        await using var host = await PortalHost.Start(change: services => services.RemoveAll<IPaymentProvider>());
        using var shop = await Shopper.Register(host);
        Assert.Contains("booked by the operators here", await shop.Open("/customer/balance"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser.Get("/customer/balance/pay/1")).Response.StatusCode);
        await shop.Browser.Submit("/customer/balance", "/customer/balance?handler=Deposit", ("Operation", "op"), ("Amount", "25"));
        Assert.Empty(await host.Store.DepositsOf(shop.Id, null, 10));
    }

    [Fact]
    public async Task Alert_and_maximum_rate_are_saved_and_the_alert_is_seen()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        Assert.DoesNotContain("is below", await shop.Open("/customer"), StringComparison.Ordinal);
        var html = await shop.Send("/customer/balance", "/customer/balance?handler=Settings", ("Alert", "20"), ("MaxRate", "0.0005"));
        Assert.Contains("Saved.", html, StringComparison.Ordinal);
        Assert.Contains("Your balance of $10.00 is below $20.00.", html, StringComparison.Ordinal);
        Assert.Contains("Your balance of $10.00 is below $20.00.", await shop.Open("/customer"), StringComparison.Ordinal);
        var profile = (await host.Marketplace.Actors.Customer(shop.Id).View()).Profile!;
        Assert.Equal((Money.Parse("0.0005"), Money.FromDollars(20), 1), (profile.MaxRate, profile.Alert.Below, profile.Alert.Notices.Length));
        html = await shop.Send("/customer/balance", "/customer/balance?handler=Settings", ("Alert", "x"), ("MaxRate", "0"));
        Assert.Equal(2, Invalid().Count(html));
        await shop.Send("/customer/balance", "/customer/balance?handler=Settings", ("Alert", ""), ("MaxRate", ""));
        profile = (await host.Marketplace.Actors.Customer(shop.Id).View()).Profile!;
        Assert.Equal((null, null), (profile.MaxRate, profile.Alert.Below));
    }

    [GeneratedRegex("<figure class=\"chart\"")]
    private static partial Regex Chart();

    [GeneratedRegex("<td data-label=\"When\"><time[^>]*>[^<]*</time></td>\\s*<td data-label=\"What\">")]
    private static partial Regex Entry();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Older();

    [GeneratedRegex("name=\"Operation\" value=\"([^\"]+)\"")]
    private static partial Regex Operation();

    [GeneratedRegex("aria-invalid=\"true\"")]
    private static partial Regex Invalid();
}
