using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Who invited whom, and by which code. Every call can be repeated.</summary>
public interface IReferralStore
{
    /// <summary>Gives the worker a code, unless he has one.</summary>
    /// <returns>The one that he has; null: somebody else has this code.</returns>
    Task<string?> AddCode(WorkerId worker, string code);

    Task<string?> FindCode(WorkerId worker);

    /// <summary>Null: nobody has this code.</summary>
    Task<WorkerId?> FindInviter(string code);

    /// <summary>Adds a referral, unless the friend was invited before.</summary>
    /// <returns>The one that is stored.</returns>
    Task<Referral> AddReferral(Referral referral);

    /// <summary>Null: nobody invited him.</summary>
    Task<Referral?> FindReferral(WorkerId friend);

    /// <summary>Replaces the version before.</summary>
    /// <returns>False: another change was faster. The same change again is true.</returns>
    Task<bool> ChangeReferral(Referral next);

    /// <summary>All referrals, in ascending order of the friend.</summary>
    /// <param name="after">Only friends above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Referral>> Referrals(WorkerId after, int take);

    /// <summary>Those of one inviter, in ascending order of the friend.</summary>
    /// <param name="after">Only friends above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Referral>> ReferralsOf(WorkerId inviter, WorkerId after, int take);

    Task<ReferralTotal> TotalOf(WorkerId inviter);
}

/// <param name="Paid">All that the inviter got for all of his friends.</param>
public sealed record ReferralTotal(long Friends, Money Paid);
