using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Payouts as programs of workers and operators see them.</summary>
public sealed class PayoutCallTests
{
    [Fact]
    public async Task A_worker_asks_an_operator_sends_and_both_see_it()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        using var op = await host.Operator();
        await host.Earn(ada.Id, "7.123456789");
        var asked = await Ask(ada, "5.00", "op-1");
        Assert.Equal((HttpStatusCode.Created, "5.000000000", "iban", "…5555", "pending"),
            (asked.Status, asked.Text("amount"), asked.Text("method"), asked.Text("destination"), asked.Text("status")));
        var id = asked.Body.GetProperty("id").GetInt64();
        var me = await ada.Get("me");
        Assert.Equal(("2.123456789", "5.000000000"), (me.Text("balance"), me.Text("pendingPayout")));

        var queued = Assert.Single((await op.GetFromJsonAsync<JsonElement>("/operator/v1/payouts")).GetProperty("payouts").EnumerateArray());
        Assert.Equal((id, ada.Id, Pay.Iban), (queued.GetProperty("id").GetInt64(), queued.GetProperty("worker").GetInt64(), queued.GetProperty("destination").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await op.PostAsync(new Uri($"/operator/v1/payouts/{id}/take", UriKind.Relative), null)).StatusCode);
        Assert.Equal("taken", Assert.Single((await ada.Get("payouts")).Body.GetProperty("payouts").EnumerateArray()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, (await op.PostAsJsonAsync($"/operator/v1/payouts/{id}/back", new { reason = "the bank is closed" })).StatusCode);
        var sent = await op.PostAsJsonAsync($"/operator/v1/payouts/{id}/sent", new { reference = "wire 17" });
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Empty((await op.GetFromJsonAsync<JsonElement>("/operator/v1/payouts")).GetProperty("payouts").EnumerateArray());
        Assert.Single((await op.GetFromJsonAsync<JsonElement>("/operator/v1/payouts?status=sent")).GetProperty("payouts").EnumerateArray());

        var all = await ada.Get("payouts");
        var shown = Assert.Single(all.Body.GetProperty("payouts").EnumerateArray());
        Assert.Equal(("sent", "wire 17"), (shown.GetProperty("status").GetString(), shown.GetProperty("reference").GetString()));
        Assert.Equal(("2.120000000", "1.000000000", "0.000000000"), (all.Text("available"), all.Text("minimum"), all.Text("contested")));
        (await ada.Delete($"payouts/{id}")).IsProblem(409, "payout_over");
        Assert.Equal("0.000000000", (await ada.Get("me")).Text("pendingPayout"));

        var failed = await op.PostAsJsonAsync($"/operator/v1/payouts/{id}/failed", new { reason = "the bank sent it back" });
        Assert.Equal(HttpStatusCode.OK, failed.StatusCode);
        Assert.Equal("7.123456789", (await ada.Get("me")).Text("balance"));
        Assert.Equal("the bank sent it back", Assert.Single((await ada.Get("payouts")).Body.GetProperty("payouts").EnumerateArray()).GetProperty("reason").GetString());
        var lines = (await ada.Get("statement")).Body.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["payout_back", "payout", "earning"], lines.Select(l => l.GetProperty("purpose").GetString()));
        Assert.Equal(id, lines[0].GetProperty("payoutId").GetInt64());
        var audit = await host.Store.AuditRecords(0, 20);
        Assert.Equal(["payout.destination", "payout.asked", "payout.taken", "payout.put_back", "payout.sent", "payout.failed"], audit.Select(r => r.Facts.Act));
        Assert.DoesNotContain(audit, r => r.Facts.Details.Contains(Pay.Iban, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeated_request_is_one_payout_by_header_or_by_body()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        await host.Earn(ada.Id, "10");
        var first = await Ask(ada, "2", "one");
        var again = await Ask(ada, "2", "one");
        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        ada.Http.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        Assert.Equal(first.Body.GetRawText(), (await Ask(ada, "2", "ignored")).Body.GetRawText());
        (await Ask(ada, "3", null)).IsProblem(409, "operation_used");
        ada.Http.DefaultRequestHeaders.Remove("Idempotency-Key");
        // Without a name each request is another one.
        Assert.NotEqual((await Ask(ada, "2", null)).Body.GetProperty("id").GetInt64(), (await Ask(ada, "2", null)).Body.GetProperty("id").GetInt64());
        Assert.Equal("4.000000000", (await ada.Get("me")).Text("balance"));
    }

    [Theory]
    [InlineData("0", 422, "bad_amount")]
    [InlineData("0.00", 422, "bad_amount")]
    [InlineData("-5", 422, "bad_amount")]
    [InlineData("5.001", 422, "bad_amount")]
    [InlineData("5.0000000001", 422, "bad_amount")]
    [InlineData("5,00", 422, "bad_amount")]
    [InlineData("1e1", 422, "bad_amount")]
    [InlineData("five", 422, "bad_amount")]
    [InlineData("", 422, "bad_amount")]
    [InlineData(null, 422, "bad_amount")]
    [InlineData("99999999999999999999", 422, "bad_amount")]
    [InlineData("0.99", 422, "below_minimum")]
    [InlineData("10.01", 409, "insufficient_balance")]
    [InlineData("9000000000", 409, "insufficient_balance")]
    public async Task An_amount_that_cannot_be_paid_is_refused_and_nothing_moves(string? amount, int status, string code)
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        await host.Earn(ada.Id, "10");
        (await Ask(ada, amount, "op")).IsProblem(status, code);
        Assert.Equal("10.000000000", (await ada.Get("me")).Text("balance"));
        Assert.Empty((await ada.Get("payouts")).Body.GetProperty("payouts").EnumerateArray());
        Assert.Empty(await host.Store.AuditRecords(0, 10)); // not even the destination was taken
    }

    [Theory]
    [InlineData("""{"amount":"5","method":"iban","destination":"GB33BUKB20201555555556"}""", 422, "bad_destination")]
    [InlineData("""{"amount":"5","method":"cash","destination":"under the door"}""", 422, "bad_destination")]
    [InlineData("""{"amount":"5","method":"Iban","destination":"GB33BUKB20201555555555"}""", 422, "bad_destination")]
    [InlineData("""{"amount":"5","method":"iban"}""", 422, "bad_destination")]
    [InlineData("""{"amount":"5","destination":"GB33BUKB20201555555555"}""", 422, "bad_destination")]
    [InlineData("""{"amount":"5"}""", 422, "bad_destination")]
    [InlineData("""{"amount":5,"method":"iban","destination":"GB33BUKB20201555555555"}""", 400, "bad_request")]
    [InlineData("""{"amount":"5","method":"iban","destination":"GB33BUKB20201555555555","operationId":"a b"}""", 422, "out_of_range")]
    [InlineData("""{"amount":"5","method":"iban","destination":"GB33BUKB20201555555555","operationId":""}""", 422, "out_of_range")]
    [InlineData("[]", 400, "bad_request")]
    [InlineData("null", 400, "bad_request")]
    public async Task A_body_that_does_not_fit_is_refused(string body, int status, string code)
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        await host.Earn(ada.Id, "10");
        (await ada.PostRaw("payouts", body)).IsProblem(status, code);
        Assert.Equal("10.000000000", (await ada.Get("me")).Text("balance"));
    }

    [Fact]
    public async Task A_worker_cancels_his_own_payout_and_nobody_elses()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        using var bob = await WorkerClient.SignIn(host, "bob@example.org");
        await host.Earn(ada.Id, "10");
        var id = (await Ask(ada, "5", "op")).Body.GetProperty("id").GetInt64();
        foreach (var wrong in new[] { $"{id}", "999", "0", "-1", "one", "99999999999999999999" }) (await bob.Delete($"payouts/{wrong}")).IsProblem(404, "no_such_payout");
        Assert.Equal("cancelled", (await ada.Delete($"payouts/{id}")).Text("status"));
        Assert.Equal("cancelled", (await ada.Delete($"payouts/{id}")).Text("status"));
        Assert.Equal("10.000000000", (await ada.Get("me")).Text("balance"));
        Assert.Empty((await bob.Get("payouts")).Body.GetProperty("payouts").EnumerateArray());
    }

    [Fact]
    public async Task A_changed_destination_is_locked_and_the_reply_says_until_when()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        await host.Earn(ada.Id, "10");
        var first = await ada.Put("payouts/destination", new { method = "paypal", destination = "Ada@Example.org" });
        Assert.Equal(("paypal", "a…@example.org", false), (first.Text("method"), first.Text("destination"), first.Body.TryGetProperty("lockedUntil", out _)));
        var changed = await ada.Put("payouts/destination", new { method = "iban", destination = Pay.Iban });
        Assert.True(changed.Body.GetProperty("lockedUntil").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddHours(23));
        (await Ask(ada, "5", "op")).IsProblem(409, "destination_locked");
        (await ada.Put("payouts/destination", new { method = "iban", destination = "nowhere" })).IsProblem(422, "bad_destination");
        Assert.Equal("…5555", (await ada.Get("payouts")).Body.GetProperty("destination").GetProperty("destination").GetString());
    }

    [Fact]
    public async Task A_banned_worker_is_paid_what_he_earned()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        await host.Earn(ada.Id, "10");
        await host.Store.AddSanction(new Sanction
        {
            Id = new SanctionId(1),
            Origin = "act/1",
            Worker = new WorkerId(ada.Id),
            What = SanctionKind.Ban,
            At = DateTimeOffset.UtcNow,
            Why = "shared his account",
        });
        (await ada.Post("next")).IsProblem(403, "suspended");
        Assert.Equal(HttpStatusCode.Created, (await Ask(ada, "10", "op")).Status);
    }

    [Fact]
    public async Task Only_operators_see_the_queue_and_only_another_one_sends_an_operators_own_payout()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        using var op = await host.Operator();
        await host.Earn(ada.Id, "10");
        var id = (await Ask(ada, "5", "op")).Body.GetProperty("id").GetInt64();
        using var asWorker = new HttpRequestMessage(HttpMethod.Get, "/operator/v1/payouts");
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Http.SendAsync(asWorker)).StatusCode);
        foreach (var (path, body, status) in new (string, object, int)[]
        {
            ($"{id}/sent", new { }, 422), ($"{id}/sent", new { reference = " " }, 422), ($"{id}/sent", new { reference = new string('x', 201) }, 422), ($"{id}/sent", new { reference = "a\0" }, 422),
            ($"{id}/failed", new { }, 422), ("999/sent", new { reference = "r" }, 404), ("one/failed", new { reason = "r" }, 404),
        })
            Assert.Equal(status, (int)(await op.PostAsJsonAsync($"/operator/v1/payouts/{path}", body)).StatusCode);
        Assert.Equal(422, (int)(await op.GetAsync(new Uri("/operator/v1/payouts?status=lost", UriKind.Relative))).StatusCode);
        Assert.Equal(422, (int)(await op.GetAsync(new Uri("/operator/v1/payouts?after=x", UriKind.Relative))).StatusCode);

        await host.Store.UpdatePerson((await host.Store.FindPerson(ada.Id))! with { Roles = Actors.Ports.RoleSet.Of(Actors.Ports.PersonRole.Worker, Actors.Ports.PersonRole.Operator) });
        var session = await ada.Http.PostAsJsonAsync("/operator/v1/session", new { email = "ada@example.org", password = WorkerClient.Password });
        ada.Token = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        var own = await ada.Http.PostAsJsonAsync($"/operator/v1/payouts/{id}/sent", new { reference = "to me" });
        Assert.Equal((HttpStatusCode.Forbidden, "involved"), (own.StatusCode, (await own.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Equal(Money.FromDollars(5), await host.Store.Balance(AccountId.Payout(new WorkerId(ada.Id))));
    }

    private static Task<Reply> Ask(WorkerClient worker, string? amount, string? operation) =>
        worker.Post("payouts", new { amount, method = "iban", destination = Pay.Iban, operationId = operation });
}
