using System.Collections.Immutable;

namespace CaptchaGrains.Portal.OperatorApi;

/// <param name="Next">What to ask for <c>after</c>; absent: there are no more.</param>
internal sealed record PayoutQueueReply(ImmutableArray<PayoutEntryReply> Payouts, long? Next);

/// <param name="Destination">All of it: somebody has to pay there.</param>
/// <param name="Status">pending, taken, sent, cancelled or failed.</param>
internal sealed record PayoutEntryReply(
    long Id, long Worker, string Amount, string Method, string Destination, string Status, DateTimeOffset AskedAt, long? DecidedBy, DateTimeOffset? TakenAt, DateTimeOffset? SentAt, string? Reference,
    DateTimeOffset? EndedAt, string? Reason);

/// <param name="Reference">By which the payment can be found at the payer's; the worker sees it.</param>
internal sealed record PayoutSentRequest(string? Reference);
