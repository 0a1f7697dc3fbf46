using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Ports;

/// <summary>What was done to workers, and what they said against it: one record for each sanction, which is changed and never removed. Every call can be repeated.</summary>
public interface ISanctionStore
{
    /// <summary>Adds the sanction, unless there is one of the same origin.</summary>
    /// <returns>The one of that origin that is stored.</returns>
    Task<Sanction> AddSanction(Sanction sanction);

    Task<Sanction?> FindSanction(SanctionId id);

    Task<Sanction?> FindSanction(string origin);

    /// <summary>Replaces the version before, and forgives answers of its worker: no evidence about them counts any more. Both or none.</summary>
    /// <param name="next">Its version is one above the stored one.</param>
    /// <returns>False: another change was faster. The same change again is true.</returns>
    Task<bool> ChangeSanction(Sanction next, ImmutableArray<CaptchaId> forgiven);

    /// <summary>All sanctions of a worker, the newest first.</summary>
    /// <param name="before">Only smaller ids; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Sanction>> SanctionsOf(WorkerId worker, SanctionId? before, int take);

    /// <summary>The sanctions that a worker is under at a time, the gravest first, and of these the newest; at most 500.</summary>
    Task<ImmutableArray<Sanction>> SanctionsInForce(WorkerId worker, DateTimeOffset now);

    /// <summary>Sanctions that nobody has ended, the newest first; among them limits whose time is over.</summary>
    /// <param name="before">Only smaller ids; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Sanction>> SanctionsNotEnded(SanctionId? before, int take);

    /// <summary>Sanctions whose appeals wait, in ascending order of id.</summary>
    /// <param name="after">Only ids above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Sanction>> WaitingAppeals(SanctionId after, int take);
}
