using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Portal.OperatorApi;

// The shapes of the operators' calls.

internal sealed record OperatorSessionRequest(string? Email, string? Password, string? Code);

internal sealed record OperatorSessionReply(string Token, DateTimeOffset ExpiresAt);

/// <param name="Standing">denied, or open: an exception.</param>
internal sealed record RuleRequest(string? Standing, string? Reason);

internal sealed record ReasonRequest(string? Reason);

/// <param name="Rule">The name that decided; absent: nobody decided anything.</param>
internal sealed record PolicyReply(string Domain, string Standing, string? Source, string? Rule, string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt);

internal sealed record RuleReply(string Name, string Source, string Standing, string Reason, string DecidedBy, DateTimeOffset DecidedAt);

internal sealed record RulesReply(ImmutableArray<RuleReply> Rules);

/// <param name="Workers">Of whom the domain keeps a record.</param>
/// <param name="Next">For the next page's <c>after</c>; absent: there is none.</param>
internal sealed record RatingsReply(string Domain, int Workers, ImmutableArray<RatingReply> Ratings, long? Next);

/// <param name="Rating">0 … 1, shrunk towards the overall one.</param>
/// <param name="Right">Remembered evidence of good tokens on this domain, in answers.</param>
internal sealed record RatingReply(long Worker, double Rating, double Overall, double Right, double Wrong, DateTimeOffset LastReportAt);

internal sealed record ShippedReply(ImmutableArray<ShippedEntry> Entries);

internal sealed record ShippedEntry(string Entry, string Category);

/// <param name="Ground">own_site, contract, test_programme or accessibility.</param>
internal sealed record DeclareRequest(long? Customer, string? Domain, string? Ground, string? Note);

/// <param name="ExpiresAt">Of a confirmation; at most 366 days from now.</param>
internal sealed record DecideRequest(string? Reason, DateTimeOffset? ExpiresAt);

internal sealed record DeclarationReply(
    long Customer, string Domain, string Ground, string Note, string State, DateTimeOffset DeclaredAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason,
    DateTimeOffset? ExpiresAt);

internal sealed record DeclarationsReply(ImmutableArray<DeclarationReply> Declarations);

internal sealed record PendingReply(ImmutableArray<PendingEntry> Pending);

internal sealed record PendingEntry(long Customer, string Domain, DateTimeOffset DeclaredAt);

/// <param name="Members">Ascending; those of the page.</param>
/// <param name="Next">For the next page's <c>after</c>; absent: there is none.</param>
internal sealed record ClusterReply(long Cluster, int Size, ImmutableArray<long> Members, ImmutableArray<MatchReply> Matches, MarkReply? Mark, long? Next);

/// <param name="Signal">payout_destination, device, address_and_browser or referral.</param>
internal sealed record MatchReply(long One, long Other, string Signal, DateTimeOffset At);

internal sealed record MarkReply(string Reason, string By, DateTimeOffset At);

/// <param name="Head">As AuditVerify takes it with <c>--head</c>: publish it.</param>
internal sealed record HeadReply(long Sequence, string Head);

/// <param name="Roles">worker, moderator, operator, customer.</param>
/// <param name="Customer">Whose pages he sees as a customer; absent: no customer's.</param>
internal sealed record PersonReply(long Id, string Email, ImmutableArray<string> Roles, long? Customer);

/// <param name="Roles">All that he is to have; at least one.</param>
internal sealed record RolesRequest(string[]? Roles, string? Reason);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 8, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OperatorSessionRequest))]
[JsonSerializable(typeof(OperatorSessionReply))]
[JsonSerializable(typeof(RuleRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(PolicyReply))]
[JsonSerializable(typeof(RulesReply))]
[JsonSerializable(typeof(RatingsReply))]
[JsonSerializable(typeof(ShippedReply))]
[JsonSerializable(typeof(DeclareRequest))]
[JsonSerializable(typeof(DecideRequest))]
[JsonSerializable(typeof(DeclarationReply))]
[JsonSerializable(typeof(DeclarationsReply))]
[JsonSerializable(typeof(PendingReply))]
[JsonSerializable(typeof(ClusterReply))]
[JsonSerializable(typeof(HeadReply))]
[JsonSerializable(typeof(PersonReply))]
[JsonSerializable(typeof(RolesRequest))]
[JsonSerializable(typeof(GoldRequest))]
[JsonSerializable(typeof(GoldAddedReply))]
[JsonSerializable(typeof(GoldOffRequest))]
[JsonSerializable(typeof(GoldReply))]
[JsonSerializable(typeof(DepositRequest))]
[JsonSerializable(typeof(DepositReply))]
[JsonSerializable(typeof(PayoutQueueReply))]
[JsonSerializable(typeof(PayoutEntryReply))]
[JsonSerializable(typeof(PayoutSentRequest))]
internal sealed partial class OperatorJson : JsonSerializerContext;
