using System.Data.Common;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    /// <summary>
    /// Images that one statement deletes. Above 5,000 locks the server would lock the whole table, and whoever submits would wait.
    /// </summary>
    private const int ImageBite = 2_000;

    public async Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due)
    {
        Pages.RequireTake(take, IImageStore.MostLookedAt);
        try
        {
            return (await _queries.Row($"""
                SET NOCOUNT, XACT_ABORT ON;
                DECLARE @page TABLE (id bigint NOT NULL PRIMARY KEY);
                DECLARE @old TABLE (id bigint NOT NULL PRIMARY KEY, is_free bit NOT NULL);
                DECLARE @gone TABLE (id bigint NOT NULL);
                INSERT INTO @page SELECT DISTINCT TOP (@take) captcha_id FROM [image] WHERE captcha_id > @after ORDER BY captcha_id;
                INSERT INTO @old SELECT c.id, CASE WHEN {ImageRows.IsFree("1")}
                    AND (c.submitted_at < @disputed_before OR c.id NOT IN (SELECT d.captcha FROM OPENJSON(@disputed) WITH (captcha bigint '$') AS d)) THEN 1 ELSE 0 END
                  FROM @page AS p JOIN captcha AS c ON c.id = p.id WHERE c.submitted_at < @before;
                WHILE 1 = 1
                BEGIN
                  DELETE TOP (@bite) i OUTPUT deleted.captcha_id INTO @gone FROM [image] AS i JOIN @old AS o ON o.id = i.captcha_id WHERE o.is_free = 1;
                  IF @@ROWCOUNT < @bite BREAK;
                END;
                SELECT (SELECT MAX(id) FROM @page), (SELECT COUNT_BIG(*) FROM @old), (SELECT COUNT_BIG(DISTINCT id) FROM @gone);
                """,
                row => new ImagePage(row.IsDBNull(0) ? null : new CaptchaId(row.GetInt64(0)), (int)row.GetInt64(1), (int)row.GetInt64(2)),
                c => c.With("after", after.Value).With("take", take).With("before", StoredTime.Of(due.SubmittedBefore))
                    .With("disputed_before", StoredTime.Of(due.DisputedBefore)).With("bite", ImageBite)
                    .WithLong("disputed", JsonSerializer.Serialize(due.Disputed.Select(d => d.Value)))))!;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"Images behind {after} may or may not have been deleted.", e);
        }
    }
}
