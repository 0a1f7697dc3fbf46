using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;
using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>The second round trip of a batch: everything that was accepted, one statement for each table, and the commit.</summary>
internal sealed partial class PlanWrite : IAsyncDisposable
{
    private readonly BatchCommands _commands;
    private readonly List<Action<BatchPlan>> _fill = [];

    /// <param name="slot">Which row of the house's and the world's accounts this process writes.</param>
    public PlanWrite(NpgsqlConnection connection, TimeSpan timeout, short slot)
    {
        _commands = new BatchCommands(connection, timeout);
        AddCaptchas();
        AddImages();
        AddEnds();
        AddOutcomes();
        AddReports();
        AddPayouts();
        AddEvidence();
        AddGoldViews();
        AddCallbacks();
        AddTransfers();
        AddGuarded();
        AddHouse(slot);
        _commands.Add("COMMIT");
    }

    public Task Prepare() => _commands.Prepare();

    public Task Execute(BatchPlan plan)
    {
        foreach (var fill in _fill) fill(plan);
        return _commands.Execute();
    }

    public ValueTask DisposeAsync() => _commands.DisposeAsync();

    private void AddCaptchas()
    {
        _commands.Add("""
            INSERT INTO captcha (id, customer, kind, request, rate, fee, fingerprint, submitted_at, key_id, key_capped, status)
            SELECT n.*, 1 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS n
            """);
        var (id, customer, kind, request) = (_commands.Longs(), _commands.Longs(), _commands.Shorts(), _commands.Texts());
        var (rate, fee, fingerprint, submittedAt) = (_commands.Longs(), _commands.Longs(), _commands.Longs(), _commands.Longs());
        var (key, capped) = (_commands.LongsOrNull(), _commands.Flags());
        _fill.Add(plan =>
        {
            var rows = plan.Submitted;
            id.Fill(rows, s => s.Captcha.Id.Value);
            customer.Fill(rows, s => s.Captcha.Customer.Value);
            kind.Fill(rows, s => (short)s.Captcha.Request.Kind);
            request.Fill(rows, s => CaptchaJson.Write(s.Captcha));
            rate.Fill(rows, s => s.Captcha.Quote.Rate.Nanos);
            fee.Fill(rows, s => s.Captcha.Quote.Fee.Nanos);
            fingerprint.Fill(rows, s => s.Fingerprint);
            submittedAt.Fill(rows, s => StoredTime.Of(s.Captcha.SubmittedAt));
            key.Fill(rows, s => s.Key?.Key.Value);
            capped.Fill(rows, s => s.Key?.DailyCap is not null);
        });
    }

    private void AddImages()
    {
        _commands.Add("INSERT INTO image (captcha_id, part, content_type, bytes) SELECT * FROM unnest($1, $2, $3, $4)");
        var (captcha, part, type, bytes) = (_commands.Longs(), _commands.Shorts(), _commands.Texts(), _commands.Bytes());
        _fill.Add(plan =>
        {
            var rows = new List<(CaptchaId Captcha, ImagePart Part, StoredImage Image)>(plan.Submitted.Count);
            foreach (var submit in plan.Submitted)
                foreach (var (number, image) in ImageParts.Of(submit.Images)) rows.Add((submit.Captcha.Id, number, image));
            captcha.Fill(rows, r => r.Captcha.Value);
            part.Fill(rows, r => (short)r.Part);
            type.Fill(rows, r => r.Image.ContentType);
            bytes.Fill(rows, r => ImmutableCollectionsMarshal.AsArray(r.Image.Bytes) ?? []);
        });
    }

    private void AddEnds()
    {
        // "ended_at IS NULL" says the same as "status = 1", and keeps the planner from the index of what is open: it must go by the key.
        _commands.Add("""
            WITH ended AS (
              UPDATE captcha c SET status = n.status, answer = n.answer, solver = n.solver, ended_at = n.ended_at, attempts = n.attempts,
                rate = n.rate, fee = n.fee, crowd = n.crowd
              FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS n(id, status, answer, solver, ended_at, attempts, rate, fee, crowd)
              WHERE c.id = n.id AND c.ended_at IS NULL RETURNING 1)
            SELECT expect_rows(count(*), $10) FROM ended
            """);
        var (id, status, answer) = (_commands.Longs(), _commands.Shorts(), _commands.TextsOrNull());
        var (solver, endedAt, attempts) = (_commands.LongsOrNull(), _commands.LongsOrNull(), _commands.Texts());
        var (rate, fee, crowd) = (_commands.Longs(), _commands.Longs(), _commands.TextsOrNull());
        var count = _commands.Long();
        _fill.Add(plan =>
        {
            var rows = plan.Ended;
            id.Fill(rows, e => e.Captcha.Id.Value);
            status.Fill(rows, e => (short)e.Captcha.Status);
            answer.Fill(rows, e => e.Captcha.Solution?.Answer);
            solver.Fill(rows, e => e.Captcha.Solution?.Worker.Value);
            endedAt.Fill(rows, e => StoredTime.Of(e.Captcha.EndedAt));
            attempts.Fill(rows, e => CaptchaJson.Write(e.Captcha.Attempts));
            rate.Fill(rows, e => e.Captcha.Quote.Rate.Nanos);
            fee.Fill(rows, e => e.Captcha.Quote.Fee.Nanos);
            crowd.Fill(rows, e => CaptchaJson.Write(e.Captcha.Crowd));
            count.TypedValue = rows.Count;
        });
    }

    private void AddOutcomes()
    {
        _commands.Add("""
            INSERT INTO outcome (worker, captcha, earned, granted_at, ended_at, kind, ended_as, answer)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        var (worker, captcha, earned) = (_commands.Longs(), _commands.Longs(), _commands.Longs());
        var (grantedAt, endedAt) = (_commands.Longs(), _commands.Longs());
        var (kind, endedAs, answer) = (_commands.Shorts(), _commands.Shorts(), _commands.TextsOrNull());
        _fill.Add(plan =>
        {
            var rows = new List<Outcome>(plan.Ended.Count);
            foreach (var end in plan.Ended) rows.AddRange(end.Outcomes);
            worker.Fill(rows, o => o.Worker.Value);
            captcha.Fill(rows, o => o.Captcha.Value);
            earned.Fill(rows, o => o.Earned.Nanos);
            grantedAt.Fill(rows, o => StoredTime.Of(o.GrantedAt));
            endedAt.Fill(rows, o => StoredTime.Of(o.EndedAt));
            kind.Fill(rows, o => (short)o.Kind);
            endedAs.Fill(rows, o => (short)o.End);
            answer.Fill(rows, o => o.Answer);
        });
    }

    /// <summary>What has to be told to customers is durable with the end that it tells of.</summary>
    private void AddCallbacks()
    {
        _commands.Add("""
            INSERT INTO callback (captcha, customer, due_at, form, url, status, tries, attempts, taken)
            SELECT n.*, 1, 0, 0, 0 FROM unnest($1, $2, $3, $4, $5) AS n
            """);
        var (captcha, customer, dueAt) = (_commands.Longs(), _commands.Longs(), _commands.Longs());
        var (form, url) = (_commands.Shorts(), _commands.Texts());
        _fill.Add(plan =>
        {
            var rows = plan.Callbacks;
            captcha.Fill(rows, c => c.Captcha.Value);
            customer.Fill(rows, c => c.Customer.Value);
            dueAt.Fill(rows, c => StoredTime.Of(c.EndedAt));
            form.Fill(rows, c => (short)c.Form);
            url.Fill(rows, c => c.Url);
        });
    }

    private void AddTransfers()
    {
        // The sequence numbers are given while the guarded accounts are locked: for one account they grow in the order of its entries.
        _commands.Add("""
            INSERT INTO transfer (subject, purpose, ordinal, debit_kind, debit_owner, credit_kind, credit_owner, amount, at, debit_balance, credit_balance)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """);
        var (subject, purpose, ordinal) = (_commands.Longs(), _commands.Shorts(), _commands.Shorts());
        var (debitKind, debitOwner) = (_commands.Shorts(), _commands.Longs());
        var (creditKind, creditOwner) = (_commands.Shorts(), _commands.Longs());
        var (amount, at) = (_commands.Longs(), _commands.Longs());
        var (debitBalance, creditBalance) = (_commands.LongsOrNull(), _commands.LongsOrNull());
        _fill.Add(plan =>
        {
            var rows = plan.Transfers;
            subject.Fill(rows, t => t.Transfer.Id.Subject);
            purpose.Fill(rows, t => (short)t.Transfer.Id.Purpose);
            ordinal.Fill(rows, t => t.Transfer.Id.Ordinal);
            debitKind.Fill(rows, t => (short)t.Transfer.Debit.Kind);
            debitOwner.Fill(rows, t => t.Transfer.Debit.Owner);
            creditKind.Fill(rows, t => (short)t.Transfer.Credit.Kind);
            creditOwner.Fill(rows, t => t.Transfer.Credit.Owner);
            amount.Fill(rows, t => t.Transfer.Amount.Nanos);
            at.Fill(rows, t => StoredTime.Of(t.At));
            debitBalance.Fill(rows, t => t.DebitBalance?.Nanos);
            creditBalance.Fill(rows, t => t.CreditBalance?.Nanos);
        });
    }

    private void AddGuarded()
    {
        // Not an upsert: its check would already refuse the row that is proposed, a debit as if it were a balance.
        _commands.Add("""
            WITH changed AS (
              UPDATE account a SET balance = a.balance + n.delta, solved = a.solved + n.solved
              FROM unnest($1, $2, $3, $4) AS n(kind, owner, delta, solved)
              WHERE a.kind = n.kind AND a.owner = n.owner AND a.slot = 0 RETURNING 1)
            SELECT expect_rows(count(*), $5) FROM changed
            """);
        var (kind, owner, delta, solved, count) = (_commands.Shorts(), _commands.Longs(), _commands.Longs(), _commands.Longs(), _commands.Long());
        _fill.Add(plan =>
        {
            var rows = plan.Changes.Where(c => c.Account.IsGuarded).ToList();
            kind.Fill(rows, c => (short)c.Account.Kind);
            owner.Fill(rows, c => c.Account.Owner);
            delta.Fill(rows, c => c.Delta.Nanos);
            solved.Fill(rows, c => c.Solved);
            count.TypedValue = rows.Count;
        });
    }

    private void AddHouse(short slot)
    {
        _commands.Add("""
            INSERT INTO account (kind, owner, balance, slot) SELECT n.kind, n.owner, n.delta, $4 FROM unnest($1, $2, $3) AS n(kind, owner, delta)
            ON CONFLICT (kind, owner, slot) DO UPDATE SET balance = account.balance + excluded.balance
            """);
        var (kind, owner, delta) = (_commands.Shorts(), _commands.Longs(), _commands.Longs());
        _commands.Long().TypedValue = slot;
        _fill.Add(plan =>
        {
            var rows = plan.Changes.Where(c => !c.Account.IsGuarded).ToList();
            kind.Fill(rows, c => (short)c.Account.Kind);
            owner.Fill(rows, c => c.Account.Owner);
            delta.Fill(rows, c => c.Delta.Nanos);
        });
    }
}
