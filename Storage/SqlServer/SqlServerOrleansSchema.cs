using System.Data.Common;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>
/// The tables and statements that Orleans' ADO.NET providers (clustering, grain storage, reminders) expect to find; the same contract as on PostgreSQL.
/// </summary>
public static class SqlServerOrleansSchema
{
    /// <summary>Brings them up to date. Several silos may start at once.</summary>
    /// <exception cref="DbException">The database cannot be reached or refuses a script.</exception>
    /// <exception cref="NotSupportedException">This build is without SQL Server.</exception>
    public static async Task Apply(string connectionString)
    {
        await using var source = SqlServerDriver.Connect(connectionString);
        await SqlServerSchema.Apply(source, "SqlServer/Orleans");
    }
}
