namespace CaptchaGrains.Storage.Postgres;

internal sealed partial class PlanWrite
{
    private void AddPayouts()
    {
        _commands.Add("""
            WITH n AS (SELECT * FROM unnest($1, $2, $3, $4, $5, $6) AS n(id, origin, worker, version, status, body)),
            asked AS (
              INSERT INTO payout (id, origin, worker, version, status, body) SELECT id, origin, worker, version, status, body FROM n WHERE version = 1 RETURNING 1),
            stepped AS (
              UPDATE payout p SET version = n.version, status = n.status, body = n.body FROM n WHERE n.version > 1 AND p.id = n.id AND p.version = n.version - 1 RETURNING 1)
            SELECT expect_rows((SELECT count(*) FROM asked) + (SELECT count(*) FROM stepped), $7)
            """);
        var (id, origin, worker, version) = (_commands.Longs(), _commands.Texts(), _commands.Longs(), _commands.Longs());
        var (status, body, count) = (_commands.Shorts(), _commands.Texts(), _commands.Long());
        _fill.Add(plan =>
        {
            var rows = plan.Payouts;
            id.Fill(rows, s => s.Payout.Id.Value);
            origin.Fill(rows, s => s.Payout.Origin);
            worker.Fill(rows, s => s.Payout.Worker.Value);
            version.Fill(rows, s => s.Payout.Version);
            status.Fill(rows, s => (short)s.Payout.Status);
            body.Fill(rows, s => PayoutJson.Write(s.Payout));
            count.TypedValue = rows.Count;
        });
    }
}
