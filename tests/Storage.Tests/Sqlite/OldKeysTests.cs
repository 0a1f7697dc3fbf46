using CaptchaGrains.Storage.Sqlite;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Sqlite;

/// <summary>A file of the version before keys had rules.</summary>
public sealed class OldKeysTests
{
    [Fact]
    public async Task Keys_of_an_older_file_go_on_working()
    {
        await using var bed = new SqliteBed();
        using (var old = new SqliteDatabase(bed.FileName))
        {
            await old.Write(session =>
            {
                session.Write("CREATE TABLE schema_version (number INTEGER PRIMARY KEY)");
                foreach (var script in SchemaScript.In("Sqlite").Where(s => s.Number <= 2))
                {
                    session.Execute(script.Text);
                    session.Write("INSERT INTO schema_version (number) VALUES ($1)", script.Number);
                }
                session.Write("INSERT INTO api_key (hash, customer, name, created_at, is_revoked) VALUES ('a', 3, 'it''s \"one\"', 5000, 0), ('b', 3, 'two', 6000, 1)");
                return true;
            });
        }
        await using var store = await bed.Open();
        var keys = await store.Keys.KeysOf(Given.Customer(3));
        Assert.Equal([(1L, "a", "it's \"one\"", true), (2L, "b", "two", false)], keys.Select(k => (k.Id.Value, k.Hash, k.Rules.Name, k.WorksAt(Given.Noon))));
        Assert.Equal(3, await store.Market.LeaseIds(Actors.Ports.IdSequence.ApiKey, 1));
    }
}
