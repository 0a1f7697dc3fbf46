using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Storage.Sqlite;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Sqlite;

/// <summary>A file of the version in which everybody had one role.</summary>
public sealed class OldRolesTests
{
    [Fact]
    public async Task People_of_an_older_file_keep_their_roles()
    {
        await using var bed = new SqliteBed();
        using (var old = new SqliteDatabase(bed.FileName))
        {
            await old.Write(session =>
            {
                session.Write("CREATE TABLE schema_version (number INTEGER PRIMARY KEY)");
                foreach (var script in SchemaScript.In("Sqlite").Where(s => s.Number <= 7))
                {
                    session.Execute(script.Text);
                    session.Write("INSERT INTO schema_version (number) VALUES ($1)", script.Number);
                }
                foreach (var role in Enum.GetValues<PersonRole>())
                    session.Write("INSERT INTO person VALUES ($1, $1, $2, $2, 'hash', 'stamp', 0, NULL, 5000, 1)", (long)role, role.ToString());
                return true;
            });
        }
        await using var store = await bed.Open();
        foreach (var role in Enum.GetValues<PersonRole>()) Assert.Equal(RoleSet.Of(role), (await store.People.FindPerson((long)role))!.Roles);
    }
}
