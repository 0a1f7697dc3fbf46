using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>
/// The tables and statements that Orleans' ADO.NET providers (clustering, grain storage, reminders) expect to find. Their packages do not bring them;
/// these are written against what the providers of Orleans 10.3 send and read.
/// </summary>
public static class PostgresOrleansSchema
{
    /// <summary>Brings them up to date. Several silos may start at once.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses a script.</exception>
    public static Task Apply(NpgsqlDataSource source) => PostgresSchema.Apply(source, "Postgres/Orleans");

    /// <summary>As the other, over a connection of its own.</summary>
    public static async Task Apply(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Apply(source);
    }
}
