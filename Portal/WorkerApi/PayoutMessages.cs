using System.Collections.Immutable;

namespace CaptchaGrains.Portal.WorkerApi;

// The shapes of payouts and invitations in the worker API.

/// <param name="Amount">Dollars in whole cents.</param>
/// <param name="Method">iban, paypal or usdt_trc20; absent, with the destination: the one that he has.</param>
/// <param name="OperationId">The client's name for it, as the header Idempotency-Key: repeated, it is the same payout.</param>
internal sealed record PayoutRequest(string? Amount, string? Method, string? Destination, string? OperationId);

/// <param name="Status">pending, sent, cancelled or failed.</param>
/// <param name="Destination">Its end only.</param>
/// <param name="Reference">By which the payment can be found; of a sent one.</param>
/// <param name="Reason">Why it failed.</param>
internal sealed record PayoutReply(
    long Id, string Amount, string Method, string Destination, string Status, DateTimeOffset AskedAt, DateTimeOffset? SentAt, string? Reference, DateTimeOffset? EndedAt, string? Reason);

/// <param name="Available">The most that can be asked for now: whole cents.</param>
/// <param name="Contested">Of the balance, what waits until a moderator has decided; it stays the worker's.</param>
/// <param name="Next">The <c>before</c> of the following page; absent: there is none.</param>
internal sealed record PayoutsReply(
    ImmutableArray<PayoutReply> Payouts, string Available, string Contested, string Minimum, DestinationReply? Destination, long? Next);

internal sealed record DestinationRequest(string? Method, string? Destination);

/// <param name="LockedUntil">Nothing is paid to it before; absent: it can be used.</param>
internal sealed record DestinationReply(string Method, string Destination, DateTimeOffset? LockedUntil);

/// <param name="Code">Stands in the link: /register?invited=code.</param>
/// <param name="Earned">By all friends together.</param>
/// <param name="Next">The <c>after</c> of the following page; absent: there is none.</param>
internal sealed record FriendsReply(string Code, long Count, string Earned, ImmutableArray<FriendReply> Friends, string? Next);

/// <param name="Number">By which the inviter tells them apart; names are not shown.</param>
/// <param name="Earned">What he brought the inviter.</param>
internal sealed record FriendReply(long Number, DateTimeOffset Since, string Earned);
