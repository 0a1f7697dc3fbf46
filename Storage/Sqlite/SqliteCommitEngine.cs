using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.GroupCommit;
using Microsoft.Data.Sqlite;

namespace CaptchaGrains.Storage.Sqlite;

/// <summary>Applies batches row by row: a prepared statement costs microseconds here, and the wait for the disk is shared by the batch.</summary>
internal sealed class SqliteCommitEngine(SqliteDatabase database) : ICommitEngine
{
    public async Task<CommitReceipt[]> Apply(IReadOnlyList<Commit> batch)
    {
        try
        {
            return await database.Write(session =>
            {
                var plan = BatchPlanner.Plan(batch, ReadFacts(session, BatchNeeds.Of(batch)));
                foreach (var submit in plan.Submitted) Write(session, submit);
                foreach (var end in plan.Ended) Write(session, end);
                foreach (var step in plan.Reports) Write(session, step);
                foreach (var step in plan.Payouts) Write(session, step);
                foreach (var evidence in plan.Evidence) Write(session, evidence);
                foreach (var view in plan.GoldViews) Write(session, view);
                foreach (var callback in plan.Callbacks) Write(session, callback);
                foreach (var transfer in plan.Transfers) Write(session, transfer);
                foreach (var change in plan.Changes) Write(session, change);
                return plan.Receipts;
            });
        }
        catch (Exception e) when (e is OverflowException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_CONSTRAINT })
        {
            throw new BatchRolledBackException(e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BatchFacts ReadFacts(SqliteSession session, BatchNeeds needs)
    {
        var facts = new BatchFacts();
        foreach (var account in needs.Guarded)
            if (session.Number("SELECT balance FROM account WHERE kind = $1 AND owner = $2", (short)account.Kind, account.Owner) is { } nanos)
                facts.Balances[account] = new Money(nanos);
        foreach (var id in needs.Captchas)
            foreach (var fact in session.Rows("SELECT fingerprint, status, answer, solver FROM captcha WHERE id = $1", row => StoredRows.CaptchaFact(row, 0), id.Value))
                facts.Captchas[id] = fact;
        foreach (var id in needs.Reports)
            foreach (var fact in session.Rows("SELECT version, body FROM report_state WHERE captcha = $1", row => StoredRows.ReportFact(row, 0), id.Value))
                facts.Reports[id] = fact;
        foreach (var origin in needs.Payouts)
            foreach (var fact in session.Rows("SELECT version, body FROM payout WHERE origin = $1", row => StoredRows.PayoutFact(row, 0), origin))
                facts.Payouts[origin] = fact;
        foreach (var id in needs.Transfers)
            foreach (var fact in session.Rows("""
                SELECT debit_kind, debit_owner, credit_kind, credit_owner, amount FROM transfer WHERE subject = $1 AND purpose = $2 AND ordinal = $3
                """, row => StoredRows.TransferFact(row, 0), id.Subject, (short)id.Purpose, id.Ordinal))
                facts.Transfers[id] = fact;
        return facts;
    }

    private static void Write(SqliteSession session, SubmitCommit submit)
    {
        var captcha = submit.Captcha;
        session.Write("""
            INSERT INTO captcha (id, customer, kind, request, rate, fee, fingerprint, submitted_at, status, key_id, key_capped)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)
            """, captcha.Id.Value, captcha.Customer.Value, (short)captcha.Request.Kind, CaptchaJson.Write(captcha), captcha.Quote.Rate.Nanos,
            captcha.Quote.Fee.Nanos, submit.Fingerprint, StoredTime.Of(captcha.SubmittedAt), submit.Key?.Key.Value, submit.Key?.DailyCap is not null);
        foreach (var (part, image) in ImageParts.Of(submit.Images))
            session.Write("INSERT INTO image (captcha_id, part, content_type, bytes) VALUES ($1, $2, $3, $4)",
                captcha.Id.Value, (short)part, image.ContentType, ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? []);
    }

    private static void Write(SqliteSession session, EndCommit end)
    {
        var captcha = end.Captcha;
        RequireOne(session.Write("""
            UPDATE captcha SET status = $2, answer = $3, solver = $4, ended_at = $5, attempts = $6, rate = $7, fee = $8, crowd = $9 WHERE id = $1 AND status = 1
            """, captcha.Id.Value, (short)captcha.Status, captcha.Solution?.Answer, captcha.Solution?.Worker.Value, StoredTime.Of(captcha.EndedAt),
            CaptchaJson.Write(captcha.Attempts), captcha.Quote.Rate.Nanos, captcha.Quote.Fee.Nanos, CaptchaJson.Write(captcha.Crowd)));
        foreach (var outcome in end.Outcomes)
            session.Write("""
                INSERT INTO outcome (worker, captcha, kind, ended_as, answer, earned, granted_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """, outcome.Worker.Value, outcome.Captcha.Value, (short)outcome.Kind, (short)outcome.End, outcome.Answer, outcome.Earned.Nanos,
                StoredTime.Of(outcome.GrantedAt), StoredTime.Of(outcome.EndedAt));
    }

    private static void Write(SqliteSession session, ReportCommit step)
    {
        var report = step.Report;
        RequireOne(session.Write("""
            UPDATE report_state SET worker = $2, version = $3, status = $4, moves = $5, is_incorrect = $6, body = $7 WHERE captcha = $1 AND version = $3 - 1
            """, report.Captcha.Value, report.Worker?.Value, report.Version, (short)report.Status, report.MovesByItself, report.IsIncorrect,
            ReportJson.Write(report)));
    }

    private static void Write(SqliteSession session, PayoutCommit step)
    {
        var payout = step.Payout;
        RequireOne(payout.Version == 1
            ? session.Write("INSERT INTO payout (id, origin, worker, version, status, body) VALUES ($1, $2, $3, 1, $4, $5)",
                payout.Id.Value, payout.Origin, payout.Worker.Value, (short)payout.Status, PayoutJson.Write(payout))
            : session.Write("UPDATE payout SET version = $2, status = $3, body = $4 WHERE id = $1 AND version = $2 - 1",
                payout.Id.Value, payout.Version, (short)payout.Status, PayoutJson.Write(payout)));
    }

    private static void Write(SqliteSession session, Evidence evidence) =>
        session.Write($"INSERT INTO evidence ({ReportRows.EvidenceColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            evidence.Worker.Value, evidence.Captcha.Value, (short)evidence.Source, (short)evidence.Kind, evidence.IsRight, evidence.Weight,
            StoredTime.Of(evidence.At), evidence.Domain);

    private static void Write(SqliteSession session, GoldView view) => session.Write("""
        INSERT INTO gold_view (worker, gold, captcha, is_high, agreed) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (worker, gold) DO UPDATE SET agreed = excluded.agreed WHERE captcha = excluded.captcha AND excluded.agreed IS NOT NULL
        """, view.Worker.Value, view.Gold.Value, view.Captcha.Value, view.IsHigh, view.Agreed);

    private static void Write(SqliteSession session, NewCallback callback) => session.Write("""
        INSERT INTO callback (captcha, customer, url, form, due_at, status, tries, attempts, taken) VALUES ($1, $2, $3, $4, $5, 1, 0, 0, 0)
        """, callback.Captcha.Value, callback.Customer.Value, callback.Url, (short)callback.Form, StoredTime.Of(callback.EndedAt));

    private static void Write(SqliteSession session, PlannedTransfer planned)
    {
        var transfer = planned.Transfer;
        session.Write("""
            INSERT INTO transfer (subject, purpose, ordinal, debit_kind, debit_owner, credit_kind, credit_owner, amount, at, debit_balance, credit_balance)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, transfer.Id.Subject, (short)transfer.Id.Purpose, transfer.Id.Ordinal, (short)transfer.Debit.Kind, transfer.Debit.Owner,
            (short)transfer.Credit.Kind, transfer.Credit.Owner, transfer.Amount.Nanos, StoredTime.Of(planned.At), planned.DebitBalance?.Nanos,
            planned.CreditBalance?.Nanos);
    }

    private static void Write(SqliteSession session, AccountChange change)
    {
        var (kind, owner) = ((short)change.Account.Kind, change.Account.Owner);
        // Not an upsert: its check would already refuse the row that is proposed, a debit as if it were a balance.
        var written = session.Write("UPDATE account SET balance = balance + $3, solved = solved + $4 WHERE kind = $1 AND owner = $2",
            kind, owner, change.Delta.Nanos, change.Solved);
        if (written == 0)
            session.Write("INSERT INTO account (kind, owner, balance, solved) VALUES ($1, $2, $3, $4)", kind, owner, change.Delta.Nanos, change.Solved);
    }

    private static void RequireOne(int written)
    {
        if (written != 1) throw new InvalidOperationException($"Wrote {written} rows instead of one, under the write lock.");
    }
}
