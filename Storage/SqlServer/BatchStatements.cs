using static CaptchaGrains.Storage.SqlServer.BatchTables;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>
/// The statements of a batch. Short lists are joined with big tables by their keys: the hints keep the server from another way because a table was empty when
/// it was first asked, and from taking locks in another order than that of the keys. After an error nothing of a transaction survives (XACT_ABORT).
/// </summary>
internal static class BatchStatements
{
    /// <summary>The number of the error that says: a row changed between reading and writing.</summary>
    public const int RowChanged = 51_000;

    private const string Settings = "SET NOCOUNT, XACT_ABORT ON;";

    private const string ByKey = "OPTION (LOOP JOIN, FORCE ORDER, MAXDOP 1)";

    /// <summary>Rows for accounts that have none yet: a statement of its own before the transaction, so that locks on gaps are gone at once.</summary>
    public static string AddAccounts { get; } = $"""
        {Settings}
        INSERT INTO account (kind, owner, slot, balance, solved)
        SELECT n.kind, n.owner, n.slot, 0, 0 FROM {NewAccounts.Rows} AS n
        WHERE NOT EXISTS (SELECT 1 FROM account AS a WITH (UPDLOCK, HOLDLOCK) WHERE a.kind = n.kind AND a.owner = n.owner AND a.slot = n.slot)
        ORDER BY n.kind, n.owner, n.slot
        {ByKey};
        """;

    /// <summary>
    /// Locks the guarded accounts in their order and reads what the planner needs: five results. Captchas are not locked: their end is conditional.
    /// </summary>
    public static string ReadFacts { get; } = $"""
        {Settings}
        DECLARE @need TABLE (kind smallint NOT NULL, owner bigint NOT NULL, PRIMARY KEY (kind, owner));
        INSERT INTO @need (kind, owner) SELECT n.kind, n.owner FROM {Accounts.Rows} AS n;
        SELECT a.kind, a.owner, a.balance FROM @need AS n
        JOIN account AS a WITH (UPDLOCK, ROWLOCK) ON a.kind = n.kind AND a.owner = n.owner AND a.slot = 0
        ORDER BY n.kind, n.owner
        {ByKey};
        SELECT c.id, c.fingerprint, c.status, c.answer, c.solver FROM {CaptchaIds.Rows} AS n JOIN captcha AS c ON c.id = n.id
        {ByKey};
        SELECT t.subject, t.purpose, t.ordinal, t.debit_kind, t.debit_owner, t.credit_kind, t.credit_owner, t.amount
        FROM {TransferIds.Rows} AS n
        JOIN [transfer] AS t ON t.subject = n.subject AND t.purpose = n.purpose AND t.ordinal = n.ordinal
        {ByKey};
        SELECT s.captcha, s.version, s.body FROM {ReportIds.Rows} AS n JOIN report_state AS s ON s.captcha = n.captcha
        {ByKey};
        SELECT p.origin, p.version, p.body FROM {PayoutOrigins.Rows} AS n JOIN payout AS p ON p.origin = n.origin COLLATE Latin1_General_100_BIN2
        {ByKey};
        """;

    /// <summary>The images of one chunk; their captchas come after them in the same transaction.</summary>
    public static string AddImages { get; } = $"""
        {Settings}
        INSERT INTO [image] (captcha_id, part, content_type, bytes)
        SELECT n.captcha_id, n.part, n.content_type, SUBSTRING(@bytes, n.[start], n.[length]) FROM {Images.Rows} AS n;
        """;

    /// <summary>
    /// Everything else that was accepted. Sequence numbers are given in the order of the transfers, while the guarded accounts are locked: for one account they
    /// grow in the order of its entries. Every account has a row by now.
    /// </summary>
    public static string WritePlan { get; } = $"""
        {Settings}
        DECLARE @written int;
        INSERT INTO captcha ({Captchas.Columns}) SELECT {Captchas.Columns} FROM {Captchas.Rows} AS n;

        UPDATE c SET status = n.status, answer = n.answer, solver = n.solver, ended_at = n.ended_at, attempts = n.attempts,
            rate = n.rate, fee = n.fee, crowd = n.crowd
        FROM {Ends.Rows} AS n JOIN captcha AS c WITH (ROWLOCK) ON c.id = n.id AND c.status = 1
        {ByKey};
        SET @written = @@ROWCOUNT;
        IF @written <> @end_count THROW {RowChanged}, N'A captcha was ended by somebody else.', 1;

        INSERT INTO outcome ({Outcomes.Columns}) SELECT {Outcomes.Columns} FROM {Outcomes.Rows} AS n;

        UPDATE s SET worker = n.worker, version = n.version, status = n.status, moves = n.moves, is_incorrect = n.is_incorrect, body = n.body
        FROM {Reports.Rows} AS n JOIN report_state AS s WITH (ROWLOCK) ON s.captcha = n.captcha AND s.version = n.version - 1
        {ByKey};
        SET @written = @@ROWCOUNT;
        IF @written <> @report_count THROW {RowChanged}, N'A report was taken on by somebody else.', 1;

        INSERT INTO payout ({Payouts.Columns}) SELECT {Payouts.Columns} FROM {Payouts.Rows} AS n WHERE n.version = 1;
        SET @written = @@ROWCOUNT;
        UPDATE p SET version = n.version, status = n.status, body = n.body
        FROM {Payouts.Rows} AS n JOIN payout AS p WITH (ROWLOCK) ON p.id = n.id AND p.version = n.version - 1
        WHERE n.version > 1
        {ByKey};
        SET @written = @written + @@ROWCOUNT;
        IF @written <> @payout_count THROW {RowChanged}, N'A payout was taken on by somebody else.', 1;

        INSERT INTO evidence ({Evidence.Columns}) SELECT {Evidence.Columns} FROM {Evidence.Rows} AS n
        WHERE NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.worker = n.worker AND e.captcha = n.captcha AND e.source = n.source);

        UPDATE v SET agreed = n.agreed FROM {GoldViews.Rows} AS n JOIN gold_view AS v WITH (ROWLOCK) ON v.worker = n.worker AND v.gold = n.gold
        WHERE v.captcha = n.captcha AND n.agreed IS NOT NULL
        {ByKey};
        INSERT INTO gold_view ({GoldViews.Columns}) SELECT {GoldViews.Columns} FROM {GoldViews.Rows} AS n
        WHERE NOT EXISTS (SELECT 1 FROM gold_view AS v WHERE v.worker = n.worker AND v.gold = n.gold);

        INSERT INTO [callback] ({Callbacks.Columns}, status, tries, attempts, taken) SELECT {Callbacks.Columns}, 1, 0, 0, 0 FROM {Callbacks.Rows} AS n;

        INSERT INTO [transfer] (subject, purpose, ordinal, debit_kind, debit_owner, credit_kind, credit_owner, amount, [at], debit_balance, credit_balance)
        SELECT n.subject, n.purpose, n.ordinal, n.debit_kind, n.debit_owner, n.credit_kind, n.credit_owner, n.amount, n.[at], n.debit_balance, n.credit_balance
        FROM {Transfers.Rows} AS n ORDER BY n.place;

        UPDATE a SET balance = a.balance + n.delta, solved = a.solved + n.solved
        FROM {Changes.Rows} AS n JOIN account AS a WITH (ROWLOCK) ON a.kind = n.kind AND a.owner = n.owner AND a.slot = n.slot
        {ByKey};
        SET @written = @@ROWCOUNT;
        IF @written <> @change_count THROW {RowChanged}, N'An account has no row.', 1;
        """;
}
