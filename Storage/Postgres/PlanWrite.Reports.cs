using NpgsqlTypes;

namespace CaptchaGrains.Storage.Postgres;

internal sealed partial class PlanWrite
{
    private void AddReports()
    {
        _commands.Add("""
            WITH stepped AS (
              UPDATE report_state s SET worker = n.worker, version = n.version, status = n.status, moves = n.moves, is_incorrect = n.is_incorrect, body = n.body
              FROM unnest($1, $2, $3, $4, $5, $6, $7) AS n(captcha, worker, version, status, moves, is_incorrect, body)
              WHERE s.captcha = n.captcha AND s.version = n.version - 1 RETURNING 1)
            SELECT expect_rows(count(*), $8) FROM stepped
            """);
        var (captcha, worker, version, status) = (_commands.Longs(), _commands.LongsOrNull(), _commands.Longs(), _commands.Shorts());
        var (moves, isIncorrect, body, count) = (_commands.Flags(), _commands.Flags(), _commands.Texts(), _commands.Long());
        _fill.Add(plan =>
        {
            var rows = plan.Reports;
            captcha.Fill(rows, s => s.Report.Captcha.Value);
            worker.Fill(rows, s => s.Report.Worker?.Value);
            version.Fill(rows, s => s.Report.Version);
            status.Fill(rows, s => (short)s.Report.Status);
            moves.Fill(rows, s => s.Report.MovesByItself);
            isIncorrect.Fill(rows, s => s.Report.IsIncorrect);
            body.Fill(rows, s => ReportJson.Write(s.Report));
            count.TypedValue = rows.Count;
        });
    }

    private void AddEvidence()
    {
        _commands.Add($"""
            INSERT INTO evidence ({ReportRows.EvidenceColumns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """);
        var (worker, captcha, source, kind) = (_commands.Longs(), _commands.Longs(), _commands.Shorts(), _commands.Shorts());
        var (isRight, weight) = (_commands.Flags(), _commands.Array<double>(NpgsqlDbType.Double));
        var (at, domain) = (_commands.Longs(), _commands.TextsOrNull());
        _fill.Add(plan =>
        {
            var rows = plan.Evidence;
            worker.Fill(rows, e => e.Worker.Value);
            captcha.Fill(rows, e => e.Captcha.Value);
            source.Fill(rows, e => (short)e.Source);
            kind.Fill(rows, e => (short)e.Kind);
            isRight.Fill(rows, e => e.IsRight);
            weight.Fill(rows, e => e.Weight);
            at.Fill(rows, e => StoredTime.Of(e.At));
            domain.Fill(rows, e => e.Domain);
        });
    }
}
