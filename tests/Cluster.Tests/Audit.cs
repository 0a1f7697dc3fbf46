using System.Text.RegularExpressions;
using Npgsql;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>What must hold in the database whatever happened to the processes; each query counts what is wrong.</summary>
internal static partial class Audit
{
    /// <summary>What holds when nothing is under way any more.</summary>
    private static readonly Dictionary<string, string> AtRest = new()
    {
        ["every captcha has ended"] = "SELECT count(*) FROM captcha WHERE status = 1",
        ["nothing is held any more"] = "SELECT coalesce(sum(balance), 0) FROM account WHERE kind = 2",
    };

    /// <summary>What always holds.</summary>
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["the sum of all accounts is zero"] = "SELECT abs(coalesce(sum(balance), 0)) FROM account",
        ["no account of a customer or worker is below zero"] = "SELECT count(*) FROM account WHERE kind < 10 AND balance < 0",
        ["each account equals its transfers"] = """
            SELECT count(*) FROM
              (SELECT kind, owner, sum(balance) AS balance FROM account GROUP BY kind, owner) a
              FULL JOIN (SELECT kind, owner, sum(amount) AS balance FROM
                (SELECT credit_kind AS kind, credit_owner AS owner, amount FROM transfer
                 UNION ALL SELECT debit_kind, debit_owner, -amount FROM transfer) m GROUP BY kind, owner) t USING (kind, owner)
            WHERE coalesce(a.balance, 0) <> coalesce(t.balance, 0)
            """,
        // Where several answered, what was not charged came back.
        ["every captcha of a customer was held once, for its price"] = """
            SELECT count(*) FROM captcha c WHERE c.customer <> 0 AND (
              (SELECT coalesce(sum(CASE purpose WHEN 1 THEN amount ELSE -amount END), 0) FROM transfer
               WHERE subject = c.id AND (purpose = 1 OR (purpose = 4 AND c.status = 3))) <> c.rate + c.fee
              OR (SELECT count(*) FROM transfer WHERE subject = c.id AND purpose = 1) <> 1)
            """,
        ["what was held for a captcha that has ended has left, to the nano-dollar"] = """
            SELECT count(*) FROM captcha c WHERE c.status <> 1 AND c.customer <> 0 AND
              (SELECT sum(amount) FROM transfer WHERE subject = c.id AND debit_kind = 2)
              IS DISTINCT FROM (SELECT sum(amount) FROM transfer WHERE subject = c.id AND credit_kind = 2)
            """,
        ["what nobody solved went back to the customer, and paid nobody"] = """
            SELECT count(*) FROM captcha c WHERE c.status = 4 AND
              (SELECT array_agg(purpose) FROM transfer WHERE subject = c.id AND purpose IN (2, 3, 4, 6))
              IS DISTINCT FROM CASE WHEN c.customer <> 0 THEN ARRAY[4]::smallint[] END
            """,
        ["who answered is who was paid, once; of several, each by his vote"] = """
            SELECT count(*) FROM captcha c WHERE c.status = 3 AND
              (SELECT array_agg(credit_owner) FROM transfer WHERE subject = c.id AND purpose = 2)
              IS DISTINCT FROM CASE WHEN c.crowd IS NULL THEN ARRAY[c.solver] END
            """,
        // Nobody in these tests has the evidence for a coefficient.
        ["what he was paid is the rate that was quoted"] = """
            SELECT count(*) FROM captcha c JOIN transfer t ON t.subject = c.id AND t.purpose = 2 WHERE t.amount <> c.rate
            """,
    };

    /// <returns>The rules that do not hold, with the number of offences.</returns>
    public static async Task<IReadOnlyList<string>> Offences(NpgsqlConnection database) =>
        [.. await Offences(database, AtRest), .. await OffencesMeanwhile(database)];

    /// <summary>The same while captchas are still open.</summary>
    public static Task<IReadOnlyList<string>> OffencesMeanwhile(NpgsqlConnection database) => Offences(database, Rules);

    /// <returns>The rows that the queries in the handbook of operators find, which find none, and the sum of all accounts unless it is zero.</returns>
    public static async Task<IReadOnlyList<string>> DocumentedOffences(NpgsqlConnection database)
    {
        var handbook = await File.ReadAllTextAsync(Path.Combine(LocalCluster.Root(), "docs", "operations.md"));
        var queries = Queries().Matches(handbook).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, queries.Count);
        var offences = new List<string>();
        foreach (var query in queries)
        {
            await using var command = new NpgsqlCommand(query, database);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                if (row is not [0m]) offences.Add(string.Join(" | ", row));
            }
        }
        return offences;
    }

    [GeneratedRegex(@"^```sql\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Queries();

    private static async Task<IReadOnlyList<string>> Offences(NpgsqlConnection database, Dictionary<string, string> rules)
    {
        var offences = new List<string>();
        foreach (var (rule, query) in rules)
        {
            await using var command = new NpgsqlCommand($"SELECT ({query})::bigint", database);
            if ((long)(await command.ExecuteScalarAsync())! is var count and not 0) offences.Add($"not true that {rule}: {count}");
        }
        return offences;
    }

    /// <summary>All captchas that the store knows, with their answers; null: unsolvable or open.</summary>
    public static async Task<Dictionary<long, string?>> Captchas(NpgsqlConnection database)
    {
        var captchas = new Dictionary<long, string?>();
        await using var command = new NpgsqlCommand("SELECT id, answer FROM captcha", database);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) captchas.Add(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        return captchas;
    }
}
