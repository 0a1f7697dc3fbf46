using CaptchaGrains.Storage.SqlServer;
using CaptchaGrains.Storage.Tests.Beds;
#if WITH_SQLSERVER
using CaptchaGrains.Storage.Tests.Contract;
#endif
using Xunit;

namespace CaptchaGrains.Storage.Tests.SqlServer;

/// <summary>Says in one line of the test run when the contract was not held against SQL Server.</summary>
public sealed class SqlServerContract
{
    [Fact]
    public async Task The_store_and_the_tables_of_Orleans_open_on_sql_server()
    {
        await using var bed = new SqlServerBed();
        if (SqlServerBed.WhyNot() is { } reason) Assert.Skip("The contract did not run on SQL Server: " + reason + ".");
        await bed.Create();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(bed.Open)));
        foreach (var store in stores) Assert.Single((await store.Market.Commit(Given.Deposit(Array.IndexOf(stores, store), 1, 1))).Balances);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SqlServerOrleansSchema.Apply(bed.ConnectionString))));
        foreach (var store in stores) await store.DisposeAsync();
    }
}

#if WITH_SQLSERVER
public sealed class SqlServerCommits : CommitContract<SqlServerBed>;

public sealed class SqlServerReads : ReadContract<SqlServerBed>;

public sealed class SqlServerPeople : PeopleContract<SqlServerBed>;

public sealed class SqlServerCallbacks : CallbackContract<SqlServerBed>;

public sealed class SqlServerStates : StateContract<SqlServerBed>;

public sealed class SqlServerReports : ReportContract<SqlServerBed>;

public sealed class SqlServerImages : ImageContract<SqlServerBed>;

public sealed class SqlServerGold : GoldContract<SqlServerBed>;

public sealed class SqlServerReportStates : ReportStateContract<SqlServerBed>;

public sealed class SqlServerConfident : ConfidentContract<SqlServerBed>;

public sealed class SqlServerSanctions : SanctionContract<SqlServerBed>;

public sealed class SqlServerPayouts : PayoutContract<SqlServerBed>;

public sealed class SqlServerReferrals : ReferralContract<SqlServerBed>;

public sealed class SqlServerSpending : SpendingContract<SqlServerBed>;

public sealed class SqlServerDeposits : DepositContract<SqlServerBed>;

public sealed class SqlServerCustomerHistories : CustomerHistoryContract<SqlServerBed>;

public sealed class SqlServerTraining : TrainingContract<SqlServerBed>;

public sealed class SqlServerRates : RateContract<SqlServerBed>;

public sealed class SqlServerAudits : AuditContract<SqlServerBed>;

public sealed class SqlServerHistories : HistoryContract<SqlServerBed>;
#endif
