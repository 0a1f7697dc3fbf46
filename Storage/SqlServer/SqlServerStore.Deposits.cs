using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public async Task<Deposit> AddDeposit(Deposit deposit)
    {
        await Surely(deposit.Id, () => _queries.Write("""
            INSERT INTO deposit (id, origin, customer, version, status, body) SELECT @id, @origin, @customer, @version, @status, @body
            WHERE NOT EXISTS (SELECT 1 FROM deposit WITH (UPDLOCK, HOLDLOCK) WHERE origin = @origin);
            """, c => c.With("id", deposit.Id.Value).With("origin", deposit.Origin).With("customer", deposit.Customer.Value).With("version", deposit.Version)
                .With("status", (short)deposit.Status).WithLong("body", DepositJson.Write(deposit))));
        return (await _queries.Row("SELECT body FROM deposit WHERE origin = @origin", DepositJson.Row, c => c.With("origin", deposit.Origin)))!;
    }

    public Task<Deposit?> FindDeposit(DepositId id) => _queries.Row("SELECT body FROM deposit WHERE id = @id", DepositJson.Row, c => c.With("id", id.Value));

    public async Task<bool> ChangeDeposit(Deposit next)
    {
        var body = DepositJson.Write(next);
        return await Surely(next.Id, () => _queries.Write("UPDATE deposit SET version = @version, status = @status, body = @body WHERE id = @id AND version = @version - 1;",
                c => c.With("id", next.Id.Value).With("version", next.Version).With("status", (short)next.Status).WithLong("body", body))) == 1
            || await FindDeposit(next.Id) is { } stored && DepositJson.Write(stored) == body;
    }

    public async Task<ImmutableArray<Deposit>> DepositsOf(CustomerId customer, DepositId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM deposit WHERE customer = @customer AND id < @before ORDER BY id DESC",
            DepositJson.Row, c => c.With("take", take).With("customer", customer.Value).With("before", before?.Value ?? long.MaxValue))];
    }

    public async Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM deposit WHERE status = @status AND id > @after ORDER BY id",
            DepositJson.Row, c => c.With("take", take).With("status", (short)status).With("after", after.Value))];
    }

    private static async Task<int> Surely(DepositId deposit, Func<Task<int>> write)
    {
        try { return await write(); }
        catch (DbException e) { throw new StoreUncertainException($"The write about deposit {deposit} may or may not have happened.", e); }
    }
}
