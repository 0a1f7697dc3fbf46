using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    // An answer of confident mode is in no outcome under its captcha's number: so the window is a range of numbers.
    private static readonly string Typical = $"""
        FROM report_state r JOIN captcha c ON c.id = r.captcha AND c.ended_at >= $3
        WHERE r.worker = $1 AND {ReportRows.NotForgiven("r")} AND r.status IN ({ReportRows.List(ReportRows.Typical)}) AND r.captcha >= (
          SELECT min(last.captcha) FROM (SELECT captcha FROM outcome WHERE worker = $1 AND ended_as = {(short)AttemptEnd.Answered} ORDER BY captcha DESC LIMIT $2) AS last)
        """;

    private static readonly string Verified = $"""
        SELECT status FROM report_state WHERE customer = $1 AND NOT says_good AND status IN ({ReportRows.List(ReportRows.Verified)})
        ORDER BY at DESC, captcha DESC LIMIT $2
        """;

    private static readonly string Complaints = $"""
        SELECT count(*) FILTER (WHERE status NOT IN ({(short)ReportStatus.Counted}, {(short)ReportStatus.WithoutEffect})),
          count(*) FILTER (WHERE status IN ({ReportRows.List(ReportRows.Lost)})),
          (SELECT count(*) FROM captcha WHERE customer = $1 AND submitted_at >= $2 AND kind >= 20 AND status = {(short)CaptchaStatus.Solved}),
          count(*) FILTER (WHERE status = {(short)ReportStatus.Counted})
        FROM report_state WHERE customer = $1 AND at >= $2 AND NOT says_good
        """;

    public async Task<bool> AddReport(ReportRow report)
    {
        var first = ReportJson.First(report);
        try
        {
            await _queries.Write("""
                WITH added AS (INSERT INTO report (captcha, customer, is_correct, at, attempt) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (captcha) DO NOTHING RETURNING 1)
                INSERT INTO report_state (captcha, customer, version, at, status, says_good, moves, is_incorrect, body)
                SELECT $1, $2, $6, $4, $7, $3, $8, false, $9 FROM added
                """,
                Of(report.Captcha.Value), Of(report.Customer.Value), Of(report.IsCorrect), Of(StoredTime.Of(report.At)), Of(report.Attempt),
                Of(first.Version), Of((short)first.Status), Of(first.MovesByItself), Of(ReportJson.Write(first)));
            return (await FindReport(report.Captcha))?.Attempt == report.Attempt;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"The report of captcha {report.Captcha} may or may not have been written.", e);
        }
    }

    public Task<ReportRow?> FindReport(CaptchaId captcha) => _queries.Row(
        "SELECT customer, is_correct, at, attempt FROM report WHERE captcha = $1", row => StoredRows.Report(row, captcha), Of(captcha.Value));

    public Task<ReportState?> FindReportState(CaptchaId captcha) => _queries.Row(
        "SELECT body FROM report_state WHERE captcha = $1", row => ReportJson.Read(row.GetString(0)), Of(captcha.Value));

    public async Task<ImmutableArray<CaptchaId>> OpenReports(DateTimeOffset reportedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return [.. await _queries.Rows("SELECT captcha FROM report_state WHERE moves AND captcha > $1 AND at < $2 ORDER BY captcha LIMIT $3",
            row => new CaptchaId(row.GetInt64(0)), Of(after.Value), Of(StoredTime.Of(reportedBefore)), Of((long)take))];
    }

    public async Task<ImmutableArray<ReportState>> AwaitingModerator(CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT body FROM report_state WHERE status IN ({ReportRows.Awaiting}) AND captcha > $1 ORDER BY captcha LIMIT $2",
            row => ReportJson.Read(row.GetString(0)), Of(after.Value), Of((long)take))];
    }

    public Task<long> CountIncorrect(WorkerId worker) =>
        _queries.Number("SELECT count(*) FROM report_state WHERE worker = $1 AND is_incorrect AND " + ReportRows.NotForgiven("report_state"), Of(worker.Value));

    public Task<long> CountTypical(WorkerId worker, int window, DateTimeOffset since)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        return _queries.Number("SELECT count(*) " + Typical, Of(worker.Value), Of((long)window), Of(StoredTime.Of(since)));
    }

    public async Task<ImmutableArray<ReportState>> TypicalMistakes(WorkerId worker, int window, DateTimeOffset since, int take)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT r.body {Typical} ORDER BY r.captcha DESC LIMIT $4",
            row => ReportJson.Read(row.GetString(0)), Of(worker.Value), Of((long)window), Of(StoredTime.Of(since)), Of((long)take))];
    }

    public async Task<ImmutableArray<Outcome>> LastAnswers(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT {ReportRows.OutcomeColumns} FROM outcome WHERE worker = $1 AND ended_as = $2 ORDER BY captcha DESC LIMIT $3",
            StoredRows.Outcome, Of(worker.Value), Of((short)AttemptEnd.Answered), Of((long)take))];
    }

    public async Task<ImmutableArray<TokenAnswer>> LastTokens(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"""
            SELECT o.kind, o.ended_at, CASE WHEN EXISTS (SELECT 1 FROM report_state r WHERE r.customer = c.customer AND r.says_good) THEN 1::bigint ELSE 0 END
            FROM (SELECT captcha, kind, ended_at FROM outcome WHERE worker = $1 AND kind >= 20 AND ended_as = {(short)AttemptEnd.Answered}
              AND {ReportRows.NotForgiven("outcome")} ORDER BY captcha DESC LIMIT $2) o
            JOIN captcha c ON c.id = o.captcha ORDER BY o.captcha
            """, StoredRows.Token, Of(worker.Value), Of((long)take))];
    }

    public async Task<ImmutableArray<Evidence>> EvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows(
            $"SELECT {ReportRows.EvidenceColumns} FROM evidence WHERE worker = $1 AND {ReportRows.NotForgiven("evidence")} ORDER BY at DESC, captcha DESC, source DESC LIMIT $2",
            StoredRows.Evidence, Of(worker.Value), Of((long)take));
        rows.Reverse();
        return [.. rows];
    }

    public async Task<ImmutableArray<Evidence>> EvidenceOn(string domain, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows($"""
            SELECT {ReportRows.EvidenceColumns} FROM evidence WHERE domain = $1 AND {ReportRows.NotForgiven("evidence")}
            ORDER BY at DESC, captcha DESC, source DESC, worker DESC LIMIT $2
            """, StoredRows.Evidence, Of(domain), Of((long)take));
        rows.Reverse();
        return [.. rows];
    }

    public async Task<ImmutableArray<bool>> VerifiedComplaints(CustomerId customer, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows(Verified, StoredRows.Upheld, Of(customer.Value), Of((long)take));
        rows.Reverse();
        return [.. rows];
    }

    public async Task<ImmutableArray<CustomerReport>> ReportsOf(CustomerId customer, CaptchaId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("""
            SELECT r.body, c.rate, c.fee FROM report_state r JOIN captcha c ON c.id = r.captcha
            WHERE r.customer = $1 AND r.captcha < $2 ORDER BY r.captcha DESC LIMIT $3
            """, StoredRows.CustomerReport, Of(customer.Value), Of(before?.Value ?? long.MaxValue), Of((long)take))];
    }

    public async Task<ComplaintRecord> ComplaintsOf(CustomerId customer, DateTimeOffset since) =>
        await _queries.Row(Complaints, StoredRows.Complaints, Of(customer.Value), Of(StoredTime.Of(since))) ?? ComplaintRecord.None;
}
