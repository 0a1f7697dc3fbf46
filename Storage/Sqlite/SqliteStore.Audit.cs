using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IAuditStore
{
    // The one writer of the file is the lock of the chain.
    public Task AppendAudit(ImmutableArray<AuditEntry> entries)
    {
        Pages.RequireTake(entries.Length, Pages.MaxAudit);
        return _database.WriteOrUncertain(session =>
        {
            var known = entries.Select(e => e.Id).Where(id => session.Number("SELECT 1 FROM audit WHERE id = $1", id) is not null).ToHashSet();
            var records = AuditRows.Chain(session.Row("SELECT seq, hash FROM audit_head", AuditRows.ReadHead)!, entries, known);
            foreach (var (sequence, facts, previous, hash) in records)
                session.Write($"INSERT INTO audit ({AuditRows.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    sequence, facts.Id, facts.AtMilliseconds, facts.Actor, facts.Act, facts.Subject, facts.Details, previous, hash);
            if (records is [.., var last]) session.Write("UPDATE audit_head SET seq = $1, hash = $2", last.Sequence, last.Hash);
            return records.Length;
        });
    }

    public Task<ImmutableArray<AuditRecord>> AuditRecords(long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        return _database.Read(session => session.Rows(
            $"SELECT {AuditRows.Columns} FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2", AuditRows.Read, after, take).ToImmutableArray());
    }

    public Task<ImmutableArray<AuditRecord>> LatestAudit(AuditFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        var last = before ?? long.MaxValue;
        return _database.Read(session => (filter.By switch
        {
            AuditField.Subject => session.Rows(
                $"SELECT {AuditRows.Columns} FROM audit WHERE subject = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", AuditRows.Read, filter.Text, last, take),
            AuditField.Actor => session.Rows(
                $"SELECT {AuditRows.Columns} FROM audit WHERE actor = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", AuditRows.Read, filter.Text, last, take),
            AuditField.Act => session.Rows(
                $"SELECT {AuditRows.Columns} FROM audit WHERE act = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", AuditRows.Read, filter.Text, last, take),
            _ => session.Rows($"SELECT {AuditRows.Columns} FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2", AuditRows.Read, last, take),
        }).ToImmutableArray());
    }

    public Task<AuditRecord?> FindAudit(string id) =>
        _database.Read(session => session.Row($"SELECT {AuditRows.Columns} FROM audit WHERE id = $1", AuditRows.Read, id));

    public Task<AuditHead> FindAuditHead() => _database.Read(session => session.Row("SELECT seq, hash FROM audit_head", AuditRows.ReadHead)!);
}
