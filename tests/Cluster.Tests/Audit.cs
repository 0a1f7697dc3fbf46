using Npgsql;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>What must hold in the database whatever happened to the processes; each query counts what is wrong.</summary>
internal static class Audit
{
    public static readonly IReadOnlyDictionary<string, string> Rules = new Dictionary<string, string>
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
        ["every captcha has ended"] = "SELECT count(*) FROM captcha WHERE status = 1",
        ["every captcha of a customer was held once, for its price"] = """
            SELECT count(*) FROM captcha c WHERE c.customer <> 0 AND (
              (SELECT coalesce(sum(amount), 0) FROM transfer WHERE subject = c.id AND purpose = 1) <> c.rate + c.fee
              OR (SELECT count(*) FROM transfer WHERE subject = c.id AND purpose = 1) <> 1)
            """,
        ["every hold was posted or released exactly once"] = """
            SELECT count(*) FROM captcha c WHERE c.status <> 1 AND (c.customer <> 0 OR c.status = 3) AND
              (SELECT array_agg(purpose || ':' || amount ORDER BY purpose) FROM transfer WHERE subject = c.id AND purpose IN (2, 3, 4))
              IS DISTINCT FROM CASE c.status
                WHEN 3 THEN CASE WHEN c.fee = 0 THEN ARRAY['2:' || c.rate] ELSE ARRAY['2:' || c.rate, '3:' || c.fee] END
                ELSE ARRAY['4:' || c.rate + c.fee] END
            """,
        ["who answered is who was paid"] = """
            SELECT count(*) FROM captcha c JOIN transfer t ON t.subject = c.id AND t.purpose = 2 WHERE t.credit_owner <> c.solver
            """,
        ["nothing is held any more"] = "SELECT coalesce(sum(balance), 0) FROM account WHERE kind = 2",
    };

    /// <returns>The rules that do not hold, with the number of offences.</returns>
    public static async Task<IReadOnlyList<string>> Offences(NpgsqlConnection database)
    {
        var offences = new List<string>();
        foreach (var (rule, query) in Rules)
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
