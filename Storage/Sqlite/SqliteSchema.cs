namespace CaptchaGrains.Storage.Sqlite;

/// <summary>Applies numbered scripts once each. Several processes may open one new file at once: the write lock lets one of them apply.</summary>
internal static class SqliteSchema
{
    public static async Task Apply(SqliteDatabase database)
    {
        var scripts = SchemaScript.In("Sqlite");
        // A process that only reads an existing file takes no write lock.
        if (await database.Read(HasTable) && await database.Read(Newest) == scripts[^1].Number) return;
        await database.Write(session =>
        {
            session.Write("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY)");
            var applied = Newest(session);
            foreach (var script in scripts.Where(s => s.Number > applied))
            {
                session.Execute(script.Text);
                session.Write("INSERT INTO schema_version (number) VALUES ($1)", script.Number);
            }
            return true;
        });
    }

    private static bool HasTable(SqliteSession session) =>
        session.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") == 1;

    private static long Newest(SqliteSession session) => session.Number("SELECT coalesce(max(number), 0) FROM schema_version") ?? 0;
}
