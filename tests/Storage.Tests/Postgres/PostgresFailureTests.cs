using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.Tests.Beds;
using Npgsql;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Postgres;

public sealed class PostgresFailureTests
{
    [Fact]
    public async Task After_a_broken_connection_the_same_commit_goes_through()
    {
        var connectionString = await PostgresServer.NewDatabase();
        await using var store = await PostgresStore.Open(connectionString);
        await store.Commit(Given.Deposit(1, 1, captchas: 1));
        await Execute(connectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await Assert.ThrowsAsync<StoreUncertainException>(() => store.Commit(Given.Submit(Given.Captcha(1))));
        Assert.Equal(CommitVerdict.Created, (await store.Commit(Given.Submit(Given.Captcha(1)))).Verdict);
    }

    [Fact]
    public async Task The_database_itself_refuses_an_overdrawn_account_and_a_second_transfer()
    {
        var connectionString = await PostgresServer.NewDatabase();
        await using var store = await PostgresStore.Open(connectionString);
        await store.Commit(Given.Deposit(1, 1, captchas: 1));
        await Refused(connectionString, "UPDATE account SET balance = -1 WHERE kind = 1", PostgresErrorCodes.CheckViolation);
        await Refused(connectionString, "INSERT INTO transfer OVERRIDING SYSTEM VALUE SELECT nextval('transfer_seq_seq'), subject, debit_owner, credit_owner, amount, at, NULL, NULL, "
            + "purpose, ordinal, debit_kind, credit_kind FROM transfer", PostgresErrorCodes.UniqueViolation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_row_that_somebody_else_holds_is_waited_for_and_decided_on_as_it_is_then()
    {
        var connectionString = await PostgresServer.NewDatabase();
        await using var store = await PostgresStore.Open(connectionString);
        await store.Commit(Given.Deposit(1, 1, captchas: 1));
        await store.Commit(Given.Submit(Given.Captcha(1)));

        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var other = await source.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var end = new NpgsqlCommand("UPDATE captcha SET status = 4, ended_at = 1, attempts = '[]' WHERE id = 1", other, transaction))
            await end.ExecuteNonQueryAsync();
        var answer = store.Commit(Given.Answer(Given.Captcha(1)));
        await UntilSomebodyWaits(connectionString);
        await transaction.CommitAsync();

        Assert.Equal(CommitVerdict.Conflict, (await answer).Verdict);
        Assert.Equal(Money.Zero, await store.Balance(AccountId.Of(Given.Worker(7))));
        Assert.Equal(Core.Captchas.CaptchaStatus.Unsolvable, (await store.FindCaptcha(new CaptchaId(1)))?.Status);
    }

    private static async Task UntilSomebodyWaits(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        while ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0) await Task.Yield();
    }

    private static async Task Refused(string connectionString, string sql, string state) =>
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => Execute(connectionString, sql))).SqlState);

    private static async Task Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
