using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>A database as the group committer sees it. Called by one writer at a time.</summary>
internal interface ICommitEngine : IAsyncDisposable
{
    /// <summary>Applies a batch in one transaction.</summary>
    /// <returns>A receipt for each commit, in order.</returns>
    /// <exception cref="BatchRolledBackException">Certainly nothing of it was written, and it is worth trying again.</exception>
    /// <exception cref="Exception">Any other: it may or may not have been written.</exception>
    Task<CommitReceipt[]> Apply(IReadOnlyList<Commit> batch);
}

/// <summary>Somebody else was in the way: a deadlock, a row that changed between reading and writing.</summary>
internal sealed class BatchRolledBackException(Exception inner) : Exception("The batch was rolled back: " + inner.Message, inner);
