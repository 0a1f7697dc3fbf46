using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;
using CaptchaGrains.Storage.SqlServer;
using Xunit;

namespace CaptchaGrains.Storage.Tests.SqlServer;

/// <summary>What goes to the server for a batch.</summary>
public sealed class JsonTableTests
{
    private static readonly JsonTable<(long? Number, string? Text)> Table = new JsonTable<(long? Number, string? Text)>("rows")
        .Long("n", r => r.Number).Text("t", r => r.Text);

    [Fact]
    public void The_statement_reads_the_columns_that_the_document_has()
    {
        Assert.Equal("OPENJSON(@rows) WITH ([n] bigint, [t] nvarchar(max))", Table.Rows);
        Assert.Equal("[n], [t]", Table.Columns);
        Assert.Equal("""[{"n":9223372036854775807,"t":"a"},{"n":-1,"t":""}]""", Table.Write([(long.MaxValue, "a"), (-1, "")]));
    }

    [Fact]
    public void What_is_null_is_left_out_and_no_rows_are_an_empty_document()
    {
        Assert.Equal("[{}]", Table.Write([(null, null)]));
        Assert.Equal("[]", Table.Write([]));
    }

    [Fact]
    public void Texts_are_escaped_and_come_back_as_they_were()
    {
        const string Text = "ж 猫 \ud83d\ude00 \"quoted\" \\ ' </script>\n";
        var written = Table.Write([(1, Text)]);
        Assert.All(written, c => Assert.InRange(c, ' ', '~'));
        using var read = System.Text.Json.JsonDocument.Parse(written);
        Assert.Equal(Text, read.RootElement[0].GetProperty("t").GetString());
    }

    [Fact]
    public void A_submission_and_its_answer_are_sent_to_the_nano_dollar()
    {
        var submit = Given.Submit(Given.Captcha(10), fingerprint: long.MinValue);
        var end = Given.Answer(Given.Captcha(10));
        var plan = BatchPlanner.Plan([Given.Deposit(1, 1, 1), submit, end], new BatchFacts());

        Assert.StartsWith("""[{"id":10,"customer":1,"kind":1,"request":"{""", BatchTables.Captchas.Write(plan.Submitted), StringComparison.Ordinal);
        Assert.EndsWith($$""""rate":140000,"fee":60000,"fingerprint":-9223372036854775808,"submitted_at":{{StoredTime.Of(Given.Noon)}},"status":1,"key_capped":0}]"""",
            BatchTables.Captchas.Write(plan.Submitted), StringComparison.Ordinal);
        Assert.StartsWith("""[{"id":10,"status":3,"answer":"W9H5K","solver":7,"ended_at":""", BatchTables.Ends.Write(plan.Ended), StringComparison.Ordinal);
        Assert.Equal(
            $$"""[{"place":5,"subject":1,"purpose":20,"ordinal":0,"debit_kind":20,"debit_owner":0,"credit_kind":1,"credit_owner":1,"amount":200000,"at":{{StoredTime.Of(Given.Noon)}},"credit_balance":200000}]""",
            BatchTables.Transfers.Write([(5, plan.Transfers[0])]));
        Assert.Equal("""[{"kind":10,"owner":0,"slot":4,"delta":60000,"solved":0}]""",
            BatchTables.Changes.Write(plan.Changes.Where(c => c.Account == AccountId.HouseRevenue).Select(c => (c, (short)4))));
    }

    [Fact]
    public void An_unsolved_captcha_has_neither_answer_nor_solver()
    {
        var written = BatchTables.Ends.Write([Given.GiveUp(Given.Captcha(10))]);
        Assert.StartsWith("""[{"id":10,"status":4,"ended_at":""", written, StringComparison.Ordinal);
    }
}
