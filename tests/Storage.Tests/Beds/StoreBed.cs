namespace CaptchaGrains.Storage.Tests.Beds;

/// <summary>One empty database of one engine, and stores on it.</summary>
public abstract class StoreBed : IAsyncDisposable
{
    /// <summary>Makes the database, or skips the test and says why.</summary>
    public abstract Task Create();

    /// <summary>Another store on the same database; in memory it is the same one.</summary>
    public abstract Task<OpenStore> Open();

    /// <summary>How many accounts hold something else than what their transfers sum up to. None: then the sum over all accounts is zero, too.</summary>
    public abstract Task<long> CountWrongAccounts();

    public abstract ValueTask DisposeAsync();

    protected const string CountWrongAccountsSql = """
        SELECT count(*) FROM (SELECT kind, owner FROM (
          SELECT debit_kind AS kind, debit_owner AS owner, -amount AS amount FROM transfer
          UNION ALL SELECT credit_kind, credit_owner, amount FROM transfer
          UNION ALL SELECT kind, owner, -balance FROM account) AS movement
        GROUP BY kind, owner HAVING sum(amount) <> 0) AS wrong
        """;
}
