using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Payouts;

/// <summary>A worker's wish to be paid: one record for its whole life. Immutable; each change is one line of <see cref="PayoutMachine"/>, and makes the version one higher.</summary>
public sealed record Payout
{
    /// <summary>Characters of a reference or a reason.</summary>
    public const int LongestNote = 200;

    /// <summary>Characters of the name that a client gives to an operation.</summary>
    public const int LongestOperation = 64;

    public required PayoutId Id { get; init; }

    /// <summary>Worker and operation, as <see cref="OriginOf"/> writes them: of two payouts of one origin there is one.</summary>
    public required string Origin { get; init; }

    public required WorkerId Worker { get; init; }

    public required Money Amount { get; init; }

    /// <summary>As it was when he asked; changing it later changes nothing here.</summary>
    public required PayoutDestination To { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>1 for one that was only asked for.</summary>
    public long Version { get; init; } = 1;

    public PayoutStatus Status { get; init; } = PayoutStatus.Pending;

    /// <summary>The operator who took it, sent it or gave it back last.</summary>
    public long? DecidedBy { get; init; }

    /// <summary>When the operator took it who is sending it.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>By which the payment can be found at the payer's; of a sent one.</summary>
    public string? Reference { get; init; }

    /// <summary>When it was cancelled or failed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed, for the worker to read.</summary>
    public string? Reason { get; init; }

    /// <summary>The client's name for what it does, so that a repeated request is the same payout: 1 … 64 letters, digits, hyphens and underscores.</summary>
    public static bool IsOperation(string? text) =>
        text is { Length: > 0 and <= LongestOperation } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static string OriginOf(WorkerId worker, string operation) => $"{worker}/{operation}";

    /// <returns>Null: this cannot happen to it.</returns>
    public Payout? Cancelled(DateTimeOffset now) => After(PayoutEvent.WorkerCancels) is { } next ? next with { EndedAt = now } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Payout? Taken(long by, DateTimeOffset now) => After(PayoutEvent.OperatorTakes) is { } next ? next with { DecidedBy = by, TakenAt = now } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Payout? PutBack(long by) => After(PayoutEvent.OperatorPutsBack) is { } next ? next with { DecidedBy = by, TakenAt = null } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Payout? Sent(long by, string reference, DateTimeOffset now) =>
        After(PayoutEvent.OperatorSends) is { } next ? next with { DecidedBy = by, SentAt = now, Reference = reference } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Payout? Returned(long by, string reason, DateTimeOffset now) =>
        After(PayoutEvent.OperatorReturns) is { } next ? next with { DecidedBy = by, EndedAt = now, Reason = reason } : null;

    private Payout? After(PayoutEvent happened) =>
        PayoutMachine.Find(Status, happened) is { } to ? this with { Version = Version + 1, Status = to } : null;
}

/// <summary>
/// One step of a payout: where it stands now, and the money that moves with it, both or none. Recognised by the payout's origin and version.
/// </summary>
/// <param name="Payout">Its version is 1, or one above the stored one.</param>
public sealed record PayoutCommit(Payout Payout, ImmutableArray<Transfer> Transfers, DateTimeOffset At) : Commit(Transfers, At)
{
    public static PayoutCommit Ask(Payout payout) =>
        new(payout, [PayoutMachine.Asked(payout.Id, payout.Worker, payout.Amount)], payout.AskedAt);

    public static PayoutCommit Step(Payout before, Payout next, DateTimeOffset at) =>
        new(next, PayoutMachine.Moved(before.Status, next.Status, next.Id, next.Worker, next.Amount) is { } moved ? [moved] : [], at);
}
