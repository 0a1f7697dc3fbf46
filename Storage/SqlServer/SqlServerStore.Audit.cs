using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    private static readonly TimeSpan AuditTimeout = TimeSpan.FromSeconds(30);

    public async Task AppendAudit(ImmutableArray<AuditEntry> entries)
    {
        Pages.RequireTake(entries.Length, Pages.MaxAudit);
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var head = AuditHead.Start;
            await using (var command = connection.Command("SELECT seq, [hash] FROM audit_head WITH (UPDLOCK, HOLDLOCK)", AuditTimeout, transaction))
            await using (var reader = await command.ExecuteReaderAsync())
                if (await reader.ReadAsync()) head = AuditRows.ReadHead(reader);
            var known = new HashSet<string>();
            foreach (var entry in entries)
            {
                await using var command = connection.Command("SELECT COUNT(*) FROM audit WHERE id = @id", AuditTimeout, transaction).With("id", entry.Id);
                if ((int)(await command.ExecuteScalarAsync())! > 0) known.Add(entry.Id);
            }
            foreach (var record in AuditRows.Chain(head, entries, known))
            {
                await using var command = Fill(connection.Command("""
                    INSERT INTO audit (seq, id, [at], actor, act, [subject], details, previous, [hash])
                    VALUES (@seq, @id, @at, @actor, @act, @subject, @details, @previous, @hash);
                    UPDATE audit_head SET seq = @seq, [hash] = @hash;
                    """, AuditTimeout, transaction), record);
                await command.ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
        }
        catch (DbException e)
        {
            throw new StoreUncertainException("The audit log may or may not have been written.", e);
        }
    }

    public async Task<ImmutableArray<AuditRecord>> AuditRecords(long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        return [.. await _queries.Rows(
            "SELECT TOP (@take) seq, id, [at], actor, act, [subject], details, previous, [hash] FROM audit WHERE seq > @after ORDER BY seq", AuditRows.Read,
            c => c.With("after", after).With("take", take))];
    }

    public async Task<ImmutableArray<AuditRecord>> LatestAudit(AuditFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        var sql = filter.By switch
        {
            AuditField.Subject => "SELECT TOP (@take) seq, id, [at], actor, act, [subject], details, previous, [hash] FROM audit WHERE [subject] = @text AND seq < @before ORDER BY seq DESC",
            AuditField.Actor => "SELECT TOP (@take) seq, id, [at], actor, act, [subject], details, previous, [hash] FROM audit WHERE actor = @text AND seq < @before ORDER BY seq DESC",
            AuditField.Act => "SELECT TOP (@take) seq, id, [at], actor, act, [subject], details, previous, [hash] FROM audit WHERE act = @text AND seq < @before ORDER BY seq DESC",
            _ => "SELECT TOP (@take) seq, id, [at], actor, act, [subject], details, previous, [hash] FROM audit WHERE seq < @before ORDER BY seq DESC",
        };
        return [.. await _queries.Rows(sql, AuditRows.Read, c =>
        {
            c.With("take", take).With("before", before ?? long.MaxValue);
            if (filter.By != AuditField.Nothing) c.With("text", filter.Text);
        })];
    }

    public Task<AuditRecord?> FindAudit(string id) => _queries.Row(
        "SELECT seq, id, [at], actor, act, [subject], details, previous, [hash] FROM audit WHERE id = @id", AuditRows.Read, c => c.With("id", id));

    public async Task<AuditHead> FindAuditHead() => (await _queries.Row("SELECT seq, [hash] FROM audit_head", AuditRows.ReadHead, _ => { }))!;

    private static DbCommand Fill(DbCommand command, AuditRecord record) => command
        .With("seq", record.Sequence).With("id", record.Facts.Id).With("at", record.Facts.AtMilliseconds).With("actor", record.Facts.Actor)
        .With("act", record.Facts.Act).With("subject", record.Facts.Subject).WithLong("details", record.Facts.Details).With("previous", record.Previous)
        .With("hash", record.Hash);
}
