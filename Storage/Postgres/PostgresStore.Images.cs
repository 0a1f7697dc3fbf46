using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due)
    {
        Pages.RequireTake(take, IImageStore.MostLookedAt);
        try
        {
            return (await _queries.Row($"""
                WITH page AS MATERIALIZED (SELECT DISTINCT captcha_id AS id FROM image WHERE captcha_id > $1 ORDER BY captcha_id LIMIT $2),
                old AS MATERIALIZED (SELECT c.id, c.status, c.submitted_at FROM page JOIN captcha AS c ON c.id = page.id WHERE c.submitted_at < $3),
                free AS MATERIALIZED (
                  SELECT c.id FROM old AS c WHERE {ImageRows.IsFree("true")} AND (c.submitted_at < $4 OR c.id NOT IN (SELECT unnest($5)))),
                gone AS (DELETE FROM image USING free WHERE image.captcha_id = free.id RETURNING image.captcha_id)
                SELECT (SELECT max(id) FROM page), (SELECT count(*) FROM old), (SELECT count(DISTINCT captcha_id) FROM gone)
                """,
                row => new ImagePage(row.IsDBNull(0) ? null : new CaptchaId(row.GetInt64(0)), (int)row.GetInt64(1), (int)row.GetInt64(2)),
                Of(after.Value), Of((long)take), Of(StoredTime.Of(due.SubmittedBefore)), Of(StoredTime.Of(due.DisputedBefore)),
                new NpgsqlParameter<long[]> { TypedValue = [.. due.Disputed.Select(c => c.Value)] }))!;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"Images behind {after} may or may not have been deleted.", e);
        }
    }
}
