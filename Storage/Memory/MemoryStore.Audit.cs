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

    public Task<AuditHead> FindAuditHead()
    {
        lock (_lock) return Task.FromResult(Head());
    }

    private AuditHead Head() => _audit.Count == 0 ? AuditHead.Start : new AuditHead(_audit[^1].Sequence, _audit[^1].Hash);
}
