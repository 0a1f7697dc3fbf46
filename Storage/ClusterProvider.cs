using System.Data.Common;
using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.SqlServer;

namespace CaptchaGrains.Storage;

/// <summary>The engine of a cluster's database: for the market, and for what Orleans keeps.</summary>
public abstract class ClusterProvider
{
    public static ClusterProvider Postgres { get; } = new OnPostgres();

    public static ClusterProvider SqlServer { get; } = new OnSqlServer();

    /// <summary>As it is written in the configuration.</summary>
    public abstract string Name { get; }

    /// <summary>The name of its driver in ADO.NET, by which Orleans finds it.</summary>
    public abstract string Invariant { get; }

    /// <param name="name">Null or empty: PostgreSQL.</param>
    /// <exception cref="ArgumentException">There is no such engine, or it is not part of this build; the message says what to do.</exception>
    public static ClusterProvider Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return Postgres;
        ClusterProvider[] all = [Postgres, SqlServer];
        var provider = all.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"'{name}' is not a database that the store speaks; it speaks {string.Join(" and ", all.Select(p => p.Name))}.", nameof(name));
        provider.RequirePresent();
        return provider;
    }

    /// <summary>Brings the schema of the market up to date and opens the store.</summary>
    /// <exception cref="DbException">The database cannot be reached or refuses the schema.</exception>
    public abstract Task<IClusterStore> Open(string connectionString);

    /// <summary>Brings the tables of Orleans up to date, under a lock.</summary>
    /// <exception cref="DbException">The database cannot be reached or refuses the schema.</exception>
    public abstract Task ApplyOrleansSchema(string connectionString);

    /// <summary>Whether a failure to open may pass by itself: the database is starting, or the network is.</summary>
    public abstract bool MayPass(DbException failure);

    private protected virtual void RequirePresent()
    {
    }

    private sealed class OnPostgres : ClusterProvider
    {
        public override string Name => "Postgres";

        public override string Invariant => "Npgsql";

        public override async Task<IClusterStore> Open(string connectionString) => await PostgresStore.Open(connectionString);

        public override Task ApplyOrleansSchema(string connectionString) => PostgresOrleansSchema.Apply(connectionString);

        public override bool MayPass(DbException failure) => failure.IsTransient;
    }

    private sealed class OnSqlServer : ClusterProvider
    {
        public override string Name => "SqlServer";

        public override string Invariant => SqlServerDriver.Invariant;

        public override async Task<IClusterStore> Open(string connectionString) => await SqlServerStore.Open(connectionString);

        public override Task ApplyOrleansSchema(string connectionString) => SqlServerOrleansSchema.Apply(connectionString);

        // Its driver does not say; a server that is starting refuses logins and does not know its databases yet.
        public override bool MayPass(DbException failure) => true;

        private protected override void RequirePresent()
        {
            if (!SqlServerDriver.IsPresent) throw new ArgumentException(SqlServerDriver.Absence);
        }
    }
}
