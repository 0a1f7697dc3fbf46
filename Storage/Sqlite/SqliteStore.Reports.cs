using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IReportStore
{
    // An answer of confident mode is in no outcome under its captcha's number: so the window is a range of numbers.
    private static readonly string Typical = $"""
        FROM report_state r JOIN captcha c ON c.id = r.captcha
        WHERE r.worker = $1 AND {ReportRows.NotForgiven("r")} AND r.status IN ({ReportRows.List(ReportRows.Typical)}) AND r.captcha >= (
          SELECT min(last.captcha) FROM (SELECT captcha FROM outcome WHERE worker = $1 AND ended_as = {(short)AttemptEnd.Answered} ORDER BY captcha DESC LIMIT $2) last)
          AND c.ended_at >= $3
        """;

    private static readonly string Verified = $"""
        SELECT status FROM report_state WHERE customer = $1 AND says_good = 0 AND status IN ({ReportRows.List(ReportRows.Verified)})
        ORDER BY at DESC, captcha DESC LIMIT $2
        """;

    private static readonly string Complaints = $"""
        SELECT coalesce(sum(status NOT IN ({(short)ReportStatus.Counted}, {(short)ReportStatus.WithoutEffect})), 0),
          coalesce(sum(status IN ({ReportRows.List(ReportRows.Lost)})), 0),
          (SELECT count(*) FROM captcha WHERE customer = $1 AND submitted_at >= $2 AND kind >= 20 AND status = {(short)CaptchaStatus.Solved}),
          coalesce(sum(status = {(short)ReportStatus.Counted}), 0)
        FROM report_state WHERE customer = $1 AND at >= $2 AND says_good = 0
        """;

    public Task<bool> AddReport(ReportRow report) => _database.WriteOrUncertain(session =>
    {
        var added = session.Write(
            "INSERT INTO report (captcha, customer, is_correct, at, attempt) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (captcha) DO NOTHING",
            report.Captcha.Value, report.Customer.Value, report.IsCorrect, StoredTime.Of(report.At), report.Attempt);
        if (added == 0) return session.Number("SELECT attempt FROM report WHERE captcha = $1", report.Captcha.Value) == report.Attempt;
        var first = ReportJson.First(report);
        session.Write("""
            INSERT INTO report_state (captcha, customer, version, at, status, says_good, moves, is_incorrect, body) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)
            """, first.Captcha.Value, first.Customer.Value, first.Version, StoredTime.Of(first.At), (short)first.Status, first.SaysGood, first.MovesByItself,
            ReportJson.Write(first));
        return true;
    });

    public Task<ReportRow?> FindReport(CaptchaId captcha) => _database.Read(session => session.Row(
        "SELECT customer, is_correct, at, attempt FROM report WHERE captcha = $1", row => StoredRows.Report(row, captcha), captcha.Value));

    public Task<ReportState?> FindReportState(CaptchaId captcha) => _database.Read(session => session.Row(
        "SELECT body FROM report_state WHERE captcha = $1", row => ReportJson.Read(row.GetString(0)), captcha.Value));

    public Task<ImmutableArray<CaptchaId>> OpenReports(DateTimeOffset reportedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session => session.Rows(
            "SELECT captcha FROM report_state WHERE moves = 1 AND captcha > $1 AND at < $2 ORDER BY captcha LIMIT $3",
            row => new CaptchaId(row.GetInt64(0)), after.Value, StoredTime.Of(reportedBefore), take).ToImmutableArray());
    }

    public Task<ImmutableArray<ReportState>> AwaitingModerator(CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows(
            $"SELECT body FROM report_state WHERE status IN ({ReportRows.Awaiting}) AND captcha > $1 ORDER BY captcha LIMIT $2",
            row => ReportJson.Read(row.GetString(0)), after.Value, take).ToImmutableArray());
    }

    public Task<long> CountIncorrect(WorkerId worker) => _database.Read(session =>
        session.Number("SELECT count(*) FROM report_state WHERE worker = $1 AND is_incorrect = 1 AND " + ReportRows.NotForgiven("report_state"), worker.Value) ?? 0);

    public Task<long> CountTypical(WorkerId worker, int window, DateTimeOffset since)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        return _database.Read(session => session.Number("SELECT count(*) " + Typical, worker.Value, window, StoredTime.Of(since)) ?? 0);
    }

    public Task<ImmutableArray<ReportState>> TypicalMistakes(WorkerId worker, int window, DateTimeOffset since, int take)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"SELECT r.body {Typical} ORDER BY r.captcha DESC LIMIT $4",
            row => ReportJson.Read(row.GetString(0)), worker.Value, window, StoredTime.Of(since), take).ToImmutableArray());
    }

    public Task<ImmutableArray<Outcome>> LastAnswers(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows(
            $"SELECT {ReportRows.OutcomeColumns} FROM outcome WHERE worker = $1 AND ended_as = $2 ORDER BY captcha DESC LIMIT $3",
            StoredRows.Outcome, worker.Value, (short)AttemptEnd.Answered, take).ToImmutableArray());
    }

    public Task<ImmutableArray<TokenAnswer>> LastTokens(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"""
            SELECT o.kind, o.ended_at, EXISTS (SELECT 1 FROM report_state r WHERE r.customer = c.customer AND r.says_good = 1)
            FROM (SELECT captcha, kind, ended_at FROM outcome WHERE worker = $1 AND kind >= 20 AND ended_as = {(short)AttemptEnd.Answered}
              AND {ReportRows.NotForgiven("outcome")} ORDER BY captcha DESC LIMIT $2) o
            JOIN captcha c ON c.id = o.captcha ORDER BY o.captcha
            """, StoredRows.Token, worker.Value, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Evidence>> EvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session =>
        {
            var rows = session.Rows($"""
                SELECT {ReportRows.EvidenceColumns} FROM evidence WHERE worker = $1 AND {ReportRows.NotForgiven("evidence")}
                ORDER BY at DESC, captcha DESC, source DESC LIMIT $2
                """, StoredRows.Evidence, worker.Value, take);
            rows.Reverse();
            return rows.ToImmutableArray();
        });
    }

    public Task<ImmutableArray<Evidence>> EvidenceOn(string domain, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session =>
        {
            var rows = session.Rows($"""
                SELECT {ReportRows.EvidenceColumns} FROM evidence WHERE domain = $1 AND {ReportRows.NotForgiven("evidence")}
                ORDER BY at DESC, captcha DESC, source DESC, worker DESC LIMIT $2
                """, StoredRows.Evidence, domain, take);
            rows.Reverse();
            return rows.ToImmutableArray();
        });
    }

    public Task<ImmutableArray<bool>> VerifiedComplaints(CustomerId customer, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session =>
        {
            var rows = session.Rows(Verified, StoredRows.Upheld, customer.Value, take);
            rows.Reverse();
            return rows.ToImmutableArray();
        });
    }

    public Task<ImmutableArray<CustomerReport>> ReportsOf(CustomerId customer, CaptchaId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("""
            SELECT r.body, c.rate, c.fee FROM report_state r JOIN captcha c ON c.id = r.captcha
            WHERE r.customer = $1 AND r.captcha < $2 ORDER BY r.captcha DESC LIMIT $3
            """, StoredRows.CustomerReport, customer.Value, before?.Value ?? long.MaxValue, take).ToImmutableArray());
    }

    public async Task<ComplaintRecord> ComplaintsOf(CustomerId customer, DateTimeOffset since) => await _database.Read(session =>
        session.Row(Complaints, StoredRows.Complaints, customer.Value, StoredTime.Of(since))) ?? ComplaintRecord.None;
}
