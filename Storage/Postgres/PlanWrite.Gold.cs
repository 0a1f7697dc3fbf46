using NpgsqlTypes;

namespace CaptchaGrains.Storage.Postgres;

internal sealed partial class PlanWrite
{
    private void AddGoldViews()
    {
        _commands.Add("""
            INSERT INTO gold_view (worker, gold, captcha, is_high, agreed) SELECT * FROM unnest($1, $2, $3, $4, $5)
            ON CONFLICT (worker, gold) DO UPDATE SET agreed = excluded.agreed WHERE gold_view.captcha = excluded.captcha AND excluded.agreed IS NOT NULL
            """);
        var (worker, gold, captcha) = (_commands.Longs(), _commands.Longs(), _commands.Longs());
        var (isHigh, agreed) = (_commands.Flags(), _commands.Array<bool?>(NpgsqlDbType.Boolean));
        _fill.Add(plan =>
        {
            var rows = plan.GoldViews;
            worker.Fill(rows, v => v.Worker.Value);
            gold.Fill(rows, v => v.Gold.Value);
            captcha.Fill(rows, v => v.Captcha.Value);
            isHigh.Fill(rows, v => v.IsHigh);
            agreed.Fill(rows, v => v.Agreed);
        });
    }
}
