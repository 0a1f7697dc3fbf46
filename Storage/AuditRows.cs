using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.Storage;

/// <summary>The chain as rows, the same on every engine.</summary>
internal static class AuditRows
{
    public const string Columns = "seq, id, at, actor, act, subject, details, previous, hash";

    /// <param name="row">Of <see cref="Columns"/>.</param>
    public static AuditRecord Read(DbDataReader row) => new(row.GetInt64(0),
        new AuditFacts(row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)), row.GetString(7), row.GetString(8));

    /// <summary>What a record says in the field of a filter.</summary>
    public static string Field(AuditRecord record, AuditField by) => by switch
    {
        AuditField.Subject => record.Facts.Subject,
        AuditField.Actor => record.Facts.Actor,
        AuditField.Act => record.Facts.Act,
        _ => "",
    };

    /// <param name="row">seq, hash.</param>
    public static AuditHead ReadHead(DbDataReader row) => new(row.GetInt64(0), row.GetString(1));

    /// <summary>The records that the new ones among the entries become.</summary>
    public static ImmutableArray<AuditRecord> Chain(AuditHead head, ImmutableArray<AuditEntry> entries, ISet<string> known)
    {
        var records = ImmutableArray.CreateBuilder<AuditRecord>(entries.Length);
        foreach (var entry in entries)
        {
            if (!known.Add(entry.Id)) continue; // also of two in one batch
            var record = AuditChain.After(head, new AuditFacts(entry.Id, StoredTime.Of(entry.At), entry.Actor, entry.Act, entry.Subject, entry.Details));
            records.Add(record);
            head = new AuditHead(record.Sequence, record.Hash);
        }
        return records.DrainToImmutable();
    }
}
