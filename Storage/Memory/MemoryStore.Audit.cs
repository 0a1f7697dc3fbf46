using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IAuditStore
{
    private readonly List<AuditRecord> _audit = [];
    private readonly HashSet<string> _audited = [];

    public Task AppendAudit(ImmutableArray<AuditEntry> entries)
    {
        Pages.RequireTake(entries.Length, Pages.MaxAudit);
        lock (_lock) _audit.AddRange(AuditRows.Chain(Head(), entries, _audited));
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AuditRecord>> AuditRecords(long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        lock (_lock) return Task.FromResult<ImmutableArray<AuditRecord>>([.. _audit.Skip((int)Math.Min(after, int.MaxValue)).Take(take)]);
    }

    public Task<ImmutableArray<AuditRecord>> LatestAudit(AuditFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxAudit);
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<AuditRecord>>([.. Enumerable.Reverse(_audit).Where(r => !(r.Sequence >= before))
                .Where(r => filter.By == AuditField.Nothing || AuditRows.Field(r, filter.By) == filter.Text).Take(take)]);
        }
    }

    public Task<AuditRecord?> FindAudit(string id)
    {
        lock (_lock) return Task.FromResult(_audit.Find(r => r.Facts.Id == id));
    }

    public Task<AuditHead> FindAuditHead()
    {
        lock (_lock) return Task.FromResult(Head());
    }

    private AuditHead Head() => _audit.Count == 0 ? AuditHead.Start : new AuditHead(_audit[^1].Sequence, _audit[^1].Hash);
}
