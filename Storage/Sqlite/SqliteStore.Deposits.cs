using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IDepositStore
{
    public Task<Deposit> AddDeposit(Deposit deposit) => _database.WriteOrUncertain(session =>
    {
        session.Write("INSERT INTO deposit (id, origin, customer, version, status, body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (origin) DO NOTHING",
            deposit.Id.Value, deposit.Origin, deposit.Customer.Value, deposit.Version, (short)deposit.Status, DepositJson.Write(deposit));
        return session.Row("SELECT body FROM deposit WHERE origin = $1", DepositJson.Row, deposit.Origin)!;
    });

    public Task<Deposit?> FindDeposit(DepositId id) => _database.Read(session => session.Row("SELECT body FROM deposit WHERE id = $1", DepositJson.Row, id.Value));

    public Task<bool> ChangeDeposit(Deposit next) => _database.WriteOrUncertain(session =>
        session.Write("UPDATE deposit SET version = $2, status = $3, body = $4 WHERE id = $1 AND version = $2 - 1",
            next.Id.Value, next.Version, (short)next.Status, DepositJson.Write(next)) == 1
        || session.Number("SELECT count(*) FROM deposit WHERE id = $1 AND body = $2", next.Id.Value, DepositJson.Write(next)) == 1);

    public Task<ImmutableArray<Deposit>> DepositsOf(CustomerId customer, DepositId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM deposit WHERE customer = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            DepositJson.Row, customer.Value, before?.Value ?? long.MaxValue, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM deposit WHERE status = $1 AND id > $2 ORDER BY id LIMIT $3",
            DepositJson.Row, (short)status, after.Value, take).ToImmutableArray());
    }
}
