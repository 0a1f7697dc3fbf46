using System.Data.Common;
#if WITH_SQLSERVER
using Microsoft.Data.SqlClient;
#endif

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>
/// The only place that knows the driver, Microsoft.Data.SqlClient, which is part of a build only on request: <c>-p:WithSqlServer=true</c>.
/// </summary>
internal static class SqlServerDriver
{
    /// <summary>The name under which Orleans finds the driver.</summary>
    public const string Invariant = "Microsoft.Data.SqlClient";

    /// <summary>What is said where SQL Server is asked for in a build without it.</summary>
    public const string Absence =
        "This build is without SQL Server. Build it with -p:WithSqlServer=true, which adds the driver Microsoft.Data.SqlClient, or use PostgreSQL.";

#if WITH_SQLSERVER
    public static bool IsPresent => true;

    public static DbDataSource Connect(string connectionString) => SqlClientFactory.Instance.CreateDataSource(connectionString);

    /// <summary>The server's number of an error; 0 where it was not the server that said it.</summary>
    public static int ErrorNumber(DbException error) => error is SqlException { Number: var number } ? number : 0;
#else
    public static bool IsPresent => false;

    /// <exception cref="NotSupportedException">Always: the driver is not part of this build.</exception>
    public static DbDataSource Connect(string connectionString) => throw new NotSupportedException(Absence);

    /// <summary>The server's number of an error; there is no server in this build.</summary>
    public static int ErrorNumber(DbException error) => 0;
#endif
}
