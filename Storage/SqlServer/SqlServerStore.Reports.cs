using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    // An answer of confident mode is in no outcome under its captcha's number: so the window is a range of numbers.
    private static readonly string Typical = $"""
        FROM report_state AS r JOIN captcha AS c ON c.id = r.captcha AND c.ended_at >= @since
        WHERE r.worker = @worker AND {ReportRows.NotForgiven("r")} AND r.status IN ({ReportRows.List(ReportRows.Typical)}) AND r.captcha >= (
          SELECT min([last].captcha) FROM (
            SELECT TOP (@window) captcha FROM outcome WHERE worker = @worker AND ended_as = {(short)AttemptEnd.Answered} ORDER BY captcha DESC) AS [last])
        """;

    private static readonly string Verified = $"""
        SELECT TOP (@take) status FROM report_state WHERE customer = @customer AND says_good = 0 AND status IN ({ReportRows.List(ReportRows.Verified)})
        ORDER BY [at] DESC, captcha DESC;
        """;

    private static readonly string Complaints = $"""
        SELECT count_big(CASE WHEN status NOT IN ({(short)ReportStatus.Counted}, {(short)ReportStatus.WithoutEffect}) THEN 1 END),
          count_big(CASE WHEN status IN ({ReportRows.List(ReportRows.Lost)}) THEN 1 END),
          (SELECT count_big(*) FROM captcha WHERE customer = @customer AND submitted_at >= @since AND kind >= 20 AND status = {(short)CaptchaStatus.Solved}),
          count_big(CASE WHEN status = {(short)ReportStatus.Counted} THEN 1 END)
        FROM report_state WHERE customer = @customer AND [at] >= @since AND says_good = 0;
        """;

    public async Task<bool> AddReport(ReportRow report)
    {
        var first = ReportJson.First(report);
        try
        {
            await _queries.Write("""
                SET XACT_ABORT ON;
                BEGIN TRANSACTION;
                INSERT INTO report (captcha, customer, is_correct, [at], attempt) SELECT @captcha, @customer, @correct, @at, @attempt
                WHERE NOT EXISTS (SELECT 1 FROM report WITH (UPDLOCK, HOLDLOCK) WHERE captcha = @captcha);
                IF @@ROWCOUNT = 1
                  INSERT INTO report_state (captcha, customer, version, [at], status, says_good, moves, is_incorrect, body)
                  VALUES (@captcha, @customer, @version, @at, @status, @correct, @moves, 0, @body);
                COMMIT;
                """,
                c => c.With("captcha", report.Captcha.Value).With("customer", report.Customer.Value).With("correct", report.IsCorrect)
                    .With("at", StoredTime.Of(report.At)).With("attempt", report.Attempt).With("version", first.Version)
                    .With("status", (short)first.Status).With("moves", first.MovesByItself).WithLong("body", ReportJson.Write(first)));
            return (await FindReport(report.Captcha))?.Attempt == report.Attempt;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"The report of captcha {report.Captcha} may or may not have been written.", e);
        }
    }

    public Task<ReportRow?> FindReport(CaptchaId captcha) => _queries.Row("SELECT customer, is_correct, [at], attempt FROM report WHERE captcha = @captcha",
        row => StoredRows.Report(row, captcha), c => c.With("captcha", captcha.Value));

    public Task<ReportState?> FindReportState(CaptchaId captcha) => _queries.Row("SELECT body FROM report_state WHERE captcha = @captcha",
        row => ReportJson.Read(row.GetString(0)), c => c.With("captcha", captcha.Value));

    public async Task<ImmutableArray<CaptchaId>> OpenReports(DateTimeOffset reportedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return [.. await _queries.Rows("SELECT TOP (@take) captcha FROM report_state WHERE moves = 1 AND captcha > @after AND [at] < @before ORDER BY captcha",
            row => new CaptchaId(row.GetInt64(0)),
            c => c.With("take", take).With("after", after.Value).With("before", StoredTime.Of(reportedBefore)))];
    }

    public async Task<ImmutableArray<ReportState>> AwaitingModerator(CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows(
            $"SELECT TOP (@take) body FROM report_state WHERE status IN ({ReportRows.Awaiting}) AND captcha > @after ORDER BY captcha",
            row => ReportJson.Read(row.GetString(0)), c => c.With("take", take).With("after", after.Value))];
    }

    public Task<long> CountIncorrect(WorkerId worker) => _queries.Number(
        "SELECT count_big(*) FROM report_state WHERE worker = @worker AND is_incorrect = 1 AND " + ReportRows.NotForgiven("report_state"), c => c.With("worker", worker.Value));

    public Task<long> CountTypical(WorkerId worker, int window, DateTimeOffset since)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        return _queries.Number("SELECT count_big(*) " + Typical, c => c.With("worker", worker.Value).With("window", window).With("since", StoredTime.Of(since)));
    }

    public async Task<ImmutableArray<ReportState>> TypicalMistakes(WorkerId worker, int window, DateTimeOffset since, int take)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT TOP (@take) r.body {Typical} ORDER BY r.captcha DESC", row => ReportJson.Read(row.GetString(0)),
            c => c.With("worker", worker.Value).With("window", window).With("since", StoredTime.Of(since)).With("take", take))];
    }

    public async Task<ImmutableArray<Outcome>> LastAnswers(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows(
            $"SELECT TOP (@take) {ReportRows.OutcomeColumns} FROM outcome WHERE worker = @worker AND ended_as = @answered ORDER BY captcha DESC",
            StoredRows.Outcome, c => c.With("take", take).With("worker", worker.Value).With("answered", (short)AttemptEnd.Answered))];
    }

    public async Task<ImmutableArray<TokenAnswer>> LastTokens(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"""
            SELECT o.kind, o.ended_at,
              CAST(CASE WHEN EXISTS (SELECT 1 FROM report_state AS r WHERE r.customer = c.customer AND r.says_good = 1) THEN 1 ELSE 0 END AS bigint)
            FROM (SELECT TOP (@take) captcha, kind, ended_at FROM outcome WHERE worker = @worker AND kind >= 20 AND ended_as = {(short)AttemptEnd.Answered}
              AND {ReportRows.NotForgiven("outcome")} ORDER BY captcha DESC) AS o
            JOIN captcha AS c ON c.id = o.captcha ORDER BY o.captcha
            """, StoredRows.Token, c => c.With("take", take).With("worker", worker.Value))];
    }

    public async Task<ImmutableArray<Evidence>> EvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows($"""
            SELECT TOP (@take) worker, captcha, source, kind, is_right, weight, [at], domain FROM evidence WHERE worker = @worker AND {ReportRows.NotForgiven("evidence")}
            ORDER BY [at] DESC, captcha DESC, source DESC
            """, StoredRows.Evidence, c => c.With("take", take).With("worker", worker.Value));
        rows.Reverse();
        return [.. rows];
    }

    public async Task<ImmutableArray<Evidence>> EvidenceOn(string domain, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows($"""
            SELECT TOP (@take) worker, captcha, source, kind, is_right, weight, [at], domain FROM evidence
            WHERE domain = @domain AND {ReportRows.NotForgiven("evidence")}
            ORDER BY [at] DESC, captcha DESC, source DESC, worker DESC
            """, StoredRows.Evidence, c => c.With("take", take).With("domain", domain));
        rows.Reverse();
        return [.. rows];
    }

    public async Task<ImmutableArray<bool>> VerifiedComplaints(CustomerId customer, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows(Verified, StoredRows.Upheld, c => c.With("customer", customer.Value).With("take", take));
        rows.Reverse();
        return [.. rows];
    }

    public async Task<ImmutableArray<CustomerReport>> ReportsOf(CustomerId customer, CaptchaId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("""
            SELECT TOP (@take) r.body, c.rate, c.fee FROM report_state AS r JOIN captcha AS c ON c.id = r.captcha
            WHERE r.customer = @customer AND r.captcha < @before ORDER BY r.captcha DESC
            """, StoredRows.CustomerReport, c => c.With("take", take).With("customer", customer.Value).With("before", before?.Value ?? long.MaxValue))];
    }

    public async Task<ComplaintRecord> ComplaintsOf(CustomerId customer, DateTimeOffset since) => await _queries.Row(Complaints, StoredRows.Complaints,
        c => c.With("customer", customer.Value).With("since", StoredTime.Of(since))) ?? ComplaintRecord.None;
}
