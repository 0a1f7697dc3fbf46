using System.Text.RegularExpressions;
using CaptchaGrains.Storage.SqlServer;
using Xunit;

namespace CaptchaGrains.Storage.Tests.SqlServer;

/// <summary>What can be said of the scripts and statements without a server.</summary>
public sealed partial class ScriptTests
{
    [Fact]
    public void Orleans_finds_the_same_statements_with_the_same_parameters_as_on_postgres()
    {
        var postgres = Statements("Postgres/Orleans", PostgresStatement());
        var sqlServer = Statements("SqlServer/Orleans", SqlServerStatement());
        Assert.Equal(20, postgres.Count);
        Assert.Equal(postgres.Keys, sqlServer.Keys);
        foreach (var (key, parameters) in postgres) Assert.Equal((key, string.Join(' ', parameters)), (key, string.Join(' ', sqlServer[key])));
    }

    [Theory]
    [InlineData("SqlServer")]
    [InlineData("SqlServer/Orleans")]
    public void A_script_is_one_batch_that_may_run_again(string folder)
    {
        foreach (var script in SchemaScript.In(folder))
        {
            Assert.DoesNotMatch(@"(?im)^\s*GO\s*;?\s*$", script.Text);
            foreach (Match made in Made().Matches(script.Text))
                Assert.Matches(@"\AIF (OBJECT_ID|INDEXPROPERTY)\(.*\) IS NULL\z", made.Groups["before"].Value);
        }
    }

    [Fact]
    public void The_market_has_the_tables_and_columns_of_the_other_engines()
    {
        var postgres = Tables("Postgres");
        Assert.Equal(35, postgres.Count);
        Assert.Equal(postgres, Tables("SqlServer"));
    }

    [Fact]
    public void Every_parameter_of_a_batch_is_sent()
    {
        Assert.Equal(["new_accounts"], Parameters(BatchStatements.AddAccounts));
        Assert.Equal(["accounts", "captcha_ids", "payout_origins", "report_ids", "transfer_ids"], Parameters(BatchStatements.ReadFacts));
        Assert.Equal(["bytes", "images"], Parameters(BatchStatements.AddImages));
        Assert.Equal(["callbacks", "captchas", "change_count", "changes", "end_count", "ends", "evidence", "gold_views", "outcomes", "payout_count", "payouts", "report_count", "reports", "transfers"], Parameters(BatchStatements.WritePlan));
    }

    [Theory]
    [InlineData(1205, true)]
    [InlineData(2627, true)]
    [InlineData(547, true)]
    [InlineData(BatchStatements.RowChanged, true)]
    [InlineData(-2, false)] // time-out: nobody knows
    [InlineData(0, false)]
    [InlineData(10054, false)] // connection lost
    public void Only_what_the_server_refused_is_tried_again(int number, bool refused) => Assert.Equal(refused, SqlServerCommitEngine.IsRefusal(number));

    private static SortedDictionary<string, IEnumerable<string>> Statements(string folder, Regex statement)
    {
        var found = new SortedDictionary<string, IEnumerable<string>>(StringComparer.Ordinal);
        foreach (var script in SchemaScript.In(folder))
            foreach (Match match in statement.Matches(script.Text))
                found.Add(match.Groups["key"].Value, Parameters(match.Groups["text"].Value));
        return found;
    }

    /// <summary>Names after @, but for what the statement declares itself and for @@ROWCOUNT.</summary>
    private static IEnumerable<string> Parameters(string sql)
    {
        var declared = Declared().Matches(sql).Select(m => m.Groups[1].Value).ToHashSet();
        return Named().Matches(sql).Select(m => m.Groups[1].Value).Where(n => !declared.Contains(n)).Distinct().Order(StringComparer.Ordinal);
    }

    private static SortedDictionary<string, string> Tables(string folder)
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var script in SchemaScript.In(folder))
            foreach (Match table in Table().Matches(script.Text))
                tables.Add(table.Groups["name"].Value,
                    string.Join(' ', Column().Matches(table.Groups["columns"].Value).Select(c => c.Groups[1].Value).Order(StringComparer.Ordinal)));
        return tables;
    }

    [GeneratedRegex(@"\('(?<key>\w+Key)', \$q\$(?<text>.*?)\$q\$\)", RegexOptions.Singleline)]
    private static partial Regex PostgresStatement();

    [GeneratedRegex(@"\('(?<key>\w+Key)', N'(?<text>(?:[^']|'')*)'\)", RegexOptions.Singleline)]
    private static partial Regex SqlServerStatement();

    [GeneratedRegex(@"(?<before>[^\n]*)\nCREATE (TABLE|INDEX) ")]
    private static partial Regex Made();

    [GeneratedRegex(@"(?<!@)@(\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"DECLARE @(\w+)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"CREATE TABLE \[?(?<name>\w+)\]? \((?<columns>.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^  \[?([a-z]\w*)\]? ", RegexOptions.Multiline)]
    private static partial Regex Column();
}
