using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<Deposit> AddDeposit(Deposit deposit)
    {
        await Surely(deposit.Id, () => _queries.Write(
            "INSERT INTO deposit (id, origin, customer, version, status, body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (origin) DO NOTHING",
            Of(deposit.Id.Value), Of(deposit.Origin), Of(deposit.Customer.Value), Of(deposit.Version), Of((short)deposit.Status), Of(DepositJson.Write(deposit))));
        return (await _queries.Row("SELECT body FROM deposit WHERE origin = $1", DepositJson.Row, Of(deposit.Origin)))!;
    }

    public Task<Deposit?> FindDeposit(DepositId id) => _queries.Row("SELECT body FROM deposit WHERE id = $1", DepositJson.Row, Of(id.Value));

    public async Task<bool> ChangeDeposit(Deposit next)
    {
        var body = DepositJson.Write(next);
        return await Surely(next.Id, () => _queries.Write("UPDATE deposit SET version = $2, status = $3, body = $4 WHERE id = $1 AND version = $2 - 1",
                Of(next.Id.Value), Of(next.Version), Of((short)next.Status), Of(body))) == 1
            || await _queries.Number("SELECT count(*) FROM deposit WHERE id = $1 AND body = $2", Of(next.Id.Value), Of(body)) == 1;
    }

    public async Task<ImmutableArray<Deposit>> DepositsOf(CustomerId customer, DepositId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM deposit WHERE customer = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            DepositJson.Row, Of(customer.Value), Of(before?.Value ?? long.MaxValue), Of((long)take))];
    }

    public async Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM deposit WHERE status = $1 AND id > $2 ORDER BY id LIMIT $3",
            DepositJson.Row, Of((short)status), Of(after.Value), Of((long)take))];
    }

    private static async Task<int> Surely(DepositId deposit, Func<Task<int>> write)
    {
        try { return await write(); }
        catch (NpgsqlException e) { throw new StoreUncertainException($"The write about deposit {deposit} may or may not have happened.", e); }
    }
}
