using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;
using Npgsql;
using NpgsqlTypes;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task AppendAudit(ImmutableArray<AuditEntry> entries)
    {
        Pages.RequireTake(entries.Length, Pages.MaxAudit);
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var head = (await Rows("SELECT seq, hash FROM audit_head FOR UPDATE", AuditRows.ReadHead))[0];
            var known = await Rows("SELECT id FROM audit WHERE id = ANY ($1)", row => row.GetString(0), Texts(entries, e => e.Id));
            var records = AuditRows.Chain(head, entries, known.ToHashSet());
            if (records is not [.., var last]) return;
            await Rows($"""
                INSERT INTO audit ({AuditRows.Columns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """, row => row,
                Longs(records, r => r.Sequence), Texts(records, r => r.Facts.Id), Longs(records, r => r.Facts.AtMilliseconds), Texts(records, r => r.Facts.Actor),
                Texts(records, r => r.Facts.Act), Texts(records, r => r.Facts.Subject), Texts(records, r => r.Facts.Details), Texts(records, r => r.Previous),
                Texts(records, r => r.Hash));
            await Rows("UPDATE audit_head SET seq = $1, hash = $2", row => row, Of(last.Sequence), Of(last.Hash));
            await transaction.CommitAsync();

            async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
            {
#pragma warning disable CA2100 // Literals of this method.
                await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
                command.Parameters.AddRange(parameters);
                await using var reader = await command.ExecuteReaderAsync();
                var rows = new List<T>();
                while (await reader.ReadAsync()) rows.Add(read(reader));
                return rows;
            }
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException("The audit log may or may not have been written.", e);
        }
    }

    public async Task<ImmutableArray<AuditRecord>> AuditRecords(long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        return [.. await _queries.Rows(
            $"SELECT {AuditRows.Columns} FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2", AuditRows.Read, Of(after), Of((long)take))];
    }

    public async Task<ImmutableArray<AuditRecord>> LatestAudit(AuditFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        var (last, most) = (Of(before ?? long.MaxValue), Of((long)take));
        return [.. filter.By switch
        {
            AuditField.Subject => await _queries.Rows(
                $"SELECT {AuditRows.Columns} FROM audit WHERE subject = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", AuditRows.Read, Of(filter.Text), last, most),
            AuditField.Actor => await _queries.Rows(
                $"SELECT {AuditRows.Columns} FROM audit WHERE actor = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", AuditRows.Read, Of(filter.Text), last, most),
            AuditField.Act => await _queries.Rows(
                $"SELECT {AuditRows.Columns} FROM audit WHERE act = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", AuditRows.Read, Of(filter.Text), last, most),
            _ => await _queries.Rows($"SELECT {AuditRows.Columns} FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2", AuditRows.Read, last, most),
        }];
    }

    public Task<AuditRecord?> FindAudit(string id) => _queries.Row($"SELECT {AuditRows.Columns} FROM audit WHERE id = $1", AuditRows.Read, Of(id));

    public async Task<AuditHead> FindAuditHead() => (await _queries.Row("SELECT seq, hash FROM audit_head", AuditRows.ReadHead))!;

    private static NpgsqlParameter<string[]> Texts<T>(ImmutableArray<T> rows, Func<T, string> value) =>
        new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, TypedValue = [.. rows.Select(value)] };
}
