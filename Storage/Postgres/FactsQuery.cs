using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;
using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>
/// The first of the two round trips of a batch: begins the transaction, locks the guarded accounts in their order and reads what the planner needs.
/// Captchas are not locked: the write is conditional and checks its row count, which spares a write for each of them.
/// </summary>
internal sealed class FactsQuery : IAsyncDisposable
{
    private readonly BatchCommands _commands;
    private readonly Column<short> _newKinds, _kinds, _transferPurposes, _transferOrdinals;
    private readonly Column<long> _newOwners, _owners, _captchas, _transferSubjects, _reports;
    private readonly Column<string> _payouts;

    public FactsQuery(NpgsqlConnection connection, TimeSpan timeout)
    {
        _commands = new BatchCommands(connection, timeout);
        _commands.Add("BEGIN");
        _commands.Add("""
            INSERT INTO account (kind, owner, slot, balance) SELECT n.kind, n.owner, 0, 0 FROM unnest($1, $2) AS n(kind, owner)
            ON CONFLICT DO NOTHING
            """);
        (_newKinds, _newOwners) = (_commands.Shorts(), _commands.Longs());
        _commands.Add("""
            SELECT a.kind, a.owner, a.balance FROM unnest($1, $2) AS n(kind, owner)
            JOIN account a ON a.kind = n.kind AND a.owner = n.owner AND a.slot = 0 ORDER BY a.kind, a.owner FOR UPDATE OF a
            """);
        (_kinds, _owners) = (_commands.Shorts(), _commands.Longs());
        _commands.Add("SELECT id, fingerprint, status, answer, solver FROM captcha WHERE id = ANY ($1)");
        _captchas = _commands.Longs();
        _commands.Add("""
            SELECT t.subject, t.purpose, t.ordinal, t.debit_kind, t.debit_owner, t.credit_kind, t.credit_owner, t.amount
            FROM unnest($1, $2, $3) AS n(subject, purpose, ordinal)
            JOIN transfer t ON t.subject = n.subject AND t.purpose = n.purpose AND t.ordinal = n.ordinal
            """);
        (_transferSubjects, _transferPurposes, _transferOrdinals) = (_commands.Longs(), _commands.Shorts(), _commands.Shorts());
        _commands.Add("SELECT captcha, version, body FROM report_state WHERE captcha = ANY ($1)");
        _reports = _commands.Longs();
        _commands.Add("SELECT origin, version, body FROM payout WHERE origin = ANY ($1)");
        _payouts = _commands.Texts();
    }

    public Task Prepare() => _commands.Prepare();

    /// <param name="unseen">Those of the guarded accounts that may not have a row yet, in order.</param>
    public async Task<BatchFacts> Read(BatchNeeds needs, IReadOnlyCollection<AccountId> unseen)
    {
        _newKinds.Fill(unseen, a => (short)a.Kind);
        _newOwners.Fill(unseen, a => a.Owner);
        _kinds.Fill(needs.Guarded, a => (short)a.Kind);
        _owners.Fill(needs.Guarded, a => a.Owner);
        _captchas.Fill(needs.Captchas, id => id.Value);
        _transferSubjects.Fill(needs.Transfers, t => t.Subject);
        _transferPurposes.Fill(needs.Transfers, t => (short)t.Purpose);
        _transferOrdinals.Fill(needs.Transfers, t => t.Ordinal);
        _reports.Fill(needs.Reports, id => id.Value);
        _payouts.Fill(needs.Payouts, origin => origin);

        await using var reader = await _commands.Read();
        var facts = new BatchFacts();
        while (await reader.ReadAsync())
            facts.Balances[StoredRows.Account(reader, 0)] = new Money(reader.GetInt64(2));
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            facts.Captchas[new CaptchaId(reader.GetInt64(0))] = StoredRows.CaptchaFact(reader, 1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            facts.Transfers[StoredRows.TransferId(reader, 0)] = StoredRows.TransferFact(reader, 3);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            facts.Reports[new CaptchaId(reader.GetInt64(0))] = StoredRows.ReportFact(reader, 1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            facts.Payouts[reader.GetString(0)] = StoredRows.PayoutFact(reader, 1);
        return facts;
    }

    public ValueTask DisposeAsync() => _commands.DisposeAsync();
}
