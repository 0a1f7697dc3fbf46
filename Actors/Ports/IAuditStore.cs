using System.Collections.Immutable;
using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Where the audit log's chain is kept.</summary>
public interface IAuditStore
{
    /// <summary>
    /// Chains the entries whose ids are not known yet, in this order, all of them or none. Writers take turns, in whatever process they are. Durable when it returns; it can be
    /// repeated.
    /// </summary>
    /// <param name="entries">1 … 1,000.</param>
    /// <exception cref="StoreUncertainException">They may or may not be there.</exception>
    Task AppendAudit(ImmutableArray<AuditEntry> entries);

    /// <summary>Records in ascending order.</summary>
    /// <param name="after">Only those with a greater number.</param>
    /// <param name="take">1 … 1,000.</param>
    Task<ImmutableArray<AuditRecord>> AuditRecords(long after, int take);

    /// <summary>Records of a filter, the newest first.</summary>
    /// <param name="before">Only those with a smaller number; null: from the newest.</param>
    /// <param name="take">1 … 1,000.</param>
    Task<ImmutableArray<AuditRecord>> LatestAudit(AuditFilter filter, long? before, int take);

    /// <summary>The record of an act. Null: nobody has done it.</summary>
    /// <param name="id">As <see cref="AuditEntry.Id"/>.</param>
    Task<AuditRecord?> FindAudit(string id);

    /// <summary>Where the chain ends now.</summary>
    Task<AuditHead> FindAuditHead();
}
