using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Pay;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The statement as a file, and the days as a chart.</summary>
public sealed class StatementTests
{
    [Fact]
    public async Task The_file_has_every_entry_in_full_and_one_line_each()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        using var bob = await WorkerClient.SignIn(host, "bob@example.org");
        for (var n = 1; n <= 1_101; n++) await host.Earn(ada.Id, $"0.{n:0000}");
        await host.Earn(bob.Id, "9");
        await ada.Post("payouts", new { amount = "1", method = "iban", destination = Pay.Iban });
        using var file = await ada.Http.GetAsync(new Uri("/worker/v1/statement.csv", UriKind.Relative));
        Assert.Equal(("text/csv", "utf-8", $"statement-{ada.Id}.csv"),
            (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentType.CharSet, file.Content.Headers.ContentDisposition!.FileName));
        var text = await file.Content.ReadAsStringAsync();
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = text.Split("\r\n")[..^1];
        Assert.Equal("time_utc,entry,name,captcha,payout,amount_usd,balance_usd", lines[0]);
        Assert.Equal(1_103, lines.Length);
        Assert.All(lines, line => Assert.Equal(7, line.Split(',').Length));
        Assert.EndsWith(",payout,Payout 1 asked for,,1,-1.000000000,59.665100000", lines[1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 1_101).Reverse().Select(n => $"0.{n:0000}00000"), lines.Skip(2).Select(l => l.Split(',')[5]));
        Assert.DoesNotContain("9.000000000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_for_whoever_is_signed_in()
    {
        await using var host = await PortalHost.Start();
        using var stranger = WorkerClient.Stranger(host);
        (await stranger.Get("statement.csv")).IsProblem(401, "not_signed_in");
    }

    [Theory]
    [InlineData("plain", "plain\r\n")]
    [InlineData("a,b", "\"a,b\"\r\n")]
    [InlineData("say \"it\"", "\"say \"\"it\"\"\"\r\n")]
    [InlineData("two\nlines", "\"two\nlines\"\r\n")]
    [InlineData("=1+1", "'=1+1\r\n")]
    [InlineData("@SUM(A1)", "'@SUM(A1)\r\n")]
    [InlineData("+49 30", "'+49 30\r\n")]
    [InlineData("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0\r\n")]
    [InlineData("\tx", "'\tx\r\n")]
    [InlineData("-0.000140000", "-0.000140000\r\n")]
    [InlineData("", "\r\n")]
    [InlineData(null, "\r\n")]
    public void A_field_is_quoted_and_is_no_formula(string? field, string line) => Assert.Equal(line, CsvLine.Of(field));

    [Fact]
    public void Fields_are_parted_by_commas() => Assert.Equal("a,,\"b,c\"\r\n", CsvLine.Of("a", null, "b,c"));

    [Fact]
    public void Every_entry_of_a_workers_account_has_a_name()
    {
        foreach (var purpose in new[] { Purpose.Earning, Purpose.Payout, Purpose.PayoutBack, Purpose.Referral })
        {
            var entry = new Actors.Ports.StatementEntry(1, default, purpose == Purpose.Earning ? new CaptchaId(5) : null, purpose, new Money(1), new Money(1)) { Payout = new PayoutId(3) };
            Assert.NotEqual(MoneyTexts.EntryOther, EntryNames.Of(entry));
        }
    }
}
