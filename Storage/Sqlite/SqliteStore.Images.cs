using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IImageStore
{
    /// <summary>Captchas whose images one transaction deletes: commits wait for it, as there is one writer.</summary>
    private const int ImageBite = 250;

    private sealed record LookedAt(long Captcha, bool IsOld, bool IsFree);

    /// <summary>Looks beside the writer, and deletes in bites: of what has ended and is old, nothing new begins in between.</summary>
    public async Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due)
    {
        Pages.RequireTake(take, IImageStore.MostLookedAt);
        var page = await _database.Read(session => session.Rows($"""
            SELECT p.id, c.id IS NOT NULL, c.id IS NOT NULL AND {ImageRows.IsFree("1")}
              AND (c.submitted_at < $4 OR c.id NOT IN (SELECT value FROM json_each($5)))
            FROM (SELECT DISTINCT captcha_id AS id FROM image WHERE captcha_id > $1 ORDER BY captcha_id LIMIT $2) AS p
            LEFT JOIN captcha AS c ON c.id = p.id AND c.submitted_at < $3 ORDER BY p.id
            """, row => new LookedAt(row.GetInt64(0), row.GetBoolean(1), row.GetBoolean(2)), after.Value, take, StoredTime.Of(due.SubmittedBefore),
            StoredTime.Of(due.DisputedBefore), Json(due.Disputed.Select(c => c.Value))));
        var deleted = 0;
        foreach (var bite in page.Where(p => p.IsFree).Select(p => p.Captcha).Chunk(ImageBite))
            deleted += await _database.WriteOrUncertain(session => session.Rows(
                "DELETE FROM image WHERE captcha_id IN (SELECT value FROM json_each($1)) RETURNING captcha_id", row => row.GetInt64(0), Json(bite)).Distinct().Count());
        return new ImagePage(page.Count == 0 ? null : new CaptchaId(page[^1].Captcha), page.Count(p => p.IsOld), deleted);
    }

    private static string Json(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers);
}
