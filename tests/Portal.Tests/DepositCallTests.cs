using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Tests.Customers;

namespace CaptchaGrains.Portal.Tests;

/// <summary>An operator books a deposit.</summary>
public sealed class DepositCallTests
{
    [Fact]
    public async Task A_payment_is_booked_once_whoever_enters_it_again()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var ids = new HashSet<long>();
        foreach (var name in (string[])["op1", "op2", "op1"])
        {
            using var http = await SignIn(host, name);
            var reply = await http.PostAsJsonAsync("operator/v1/deposits", new { operation = "wire-17", customer = shop.Id.Value, amount = "25.50", reference = "SEPA 17" });
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            var body = await reply.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("booked", body.GetProperty("status").GetString());
            ids.Add(body.GetProperty("id").GetInt64());
        }
        Assert.Single(ids);
        Assert.Equal(Money.Parse("35.50"), await host.Store.Balance(AccountId.Of(shop.Id)));
        Assert.Equal(["deposit.booked"], (await host.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act));
        Assert.Contains("SEPA 17", await shop.Open("/customer/balance"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wire 17", 0, "5", "ref", "out_of_range")]
    [InlineData("wire-17", 999, "5", "ref", "no_such_customer")]
    [InlineData("wire-17", 0, "0.10", "ref", "bad_amount")]
    [InlineData("wire-17", 0, "much", "ref", "bad_amount")]
    [InlineData("wire-17", 0, "5", " ", "out_of_range")]
    [InlineData("used", 0, "6", "ref", "operation_used")]
    public async Task What_cannot_be_booked_is_refused(string operation, long customer, string amount, string reference, string code)
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        using var http = await SignIn(host, "op1");
        await http.PostAsJsonAsync("operator/v1/deposits", new { operation = "used", customer = shop.Id.Value, amount = "5", reference = "ref" });
        var reply = await http.PostAsJsonAsync("operator/v1/deposits", new { operation, customer = customer == 0 ? shop.Id.Value : customer, amount, reference });
        Assert.Equal(code, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(Money.FromDollars(15), await host.Store.Balance(AccountId.Of(shop.Id)));
    }

    private static async Task<HttpClient> SignIn(PortalHost host, string name)
    {
        if (await host.Store.FindPersonByEmail($"{name}@example.org".ToUpperInvariant()) is null) await host.AddPerson($"{name}@example.org", PlainBrowser.Password, PersonRole.Operator);
        var http = new HttpClient { BaseAddress = host.Address };
        var session = await http.PostAsJsonAsync("operator/v1/session", new { email = $"{name}@example.org", password = PlainBrowser.Password });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return http;
    }
}
