using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Portal.WorkerApi;

// The shapes of the worker API, version 1. Money is a decimal string in dollars with all its digits.

internal sealed record SessionRequest(string? Email, string? Password);

internal sealed record SessionReply(string Token, long WorkerId, DateTimeOffset ExpiresAt);

/// <param name="Skills">Empty until skill is measured.</param>
/// <param name="Limits">Empty until there are limits.</param>
internal sealed record MeReply(
    long WorkerId,
    string Status,
    ImmutableArray<string> Kinds,
    string Balance,
    string PendingPayout,
    long Reputation,
    long Solved,
    ImmutableArray<JsonElement> Skills,
    ImmutableArray<JsonElement> Limits,
    string EarnCoefficient);

internal sealed record NextRequest(string[]? Kinds, int? WaitSeconds);

/// <param name="Answer">By kind; a string for text from an image, and a number is taken as it is written.</param>
internal sealed record AnswerRequest(JsonElement Answer, bool? Next, int? WaitSeconds);

internal sealed record SkipRequest(string? Reason, bool? Next, int? WaitSeconds);

internal sealed record AnswerReply(bool Accepted, string Earned, string Balance, AssignmentReply? Next);

internal sealed record SkipReply(AssignmentReply? Next);

internal sealed record AssignmentReply(
    string AssignmentId,
    long CaptchaId,
    string Kind,
    string Rate,
    DateTimeOffset LeaseEndsAt,
    string? Instruction,
    string? ImageUrl,
    string? InstructionImageUrl,
    ConstraintsReply Constraints);

/// <summary>Only what the customer asked for; absent means no constraint.</summary>
/// <param name="Numeric">1 digits only, 2 letters only, 3 either digits or letters, 4 both.</param>
/// <param name="Alphabet">1 Cyrillic, 2 Latin.</param>
internal sealed record ConstraintsReply(
    bool? Phrase,
    bool? CaseSensitive,
    int? Numeric,
    int? MinLength,
    int? MaxLength,
    bool? Math,
    string? Language,
    int? Alphabet);

internal sealed record StatementReply(ImmutableArray<StatementLine> Entries, string? Next);

internal sealed record StatementLine(DateTimeOffset At, long? CaptchaId, string Purpose, string Amount, string Balance);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 16, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(MeReply))]
[JsonSerializable(typeof(NextRequest))]
[JsonSerializable(typeof(AnswerRequest))]
[JsonSerializable(typeof(SkipRequest))]
[JsonSerializable(typeof(AnswerReply))]
[JsonSerializable(typeof(SkipReply))]
[JsonSerializable(typeof(AssignmentReply))]
[JsonSerializable(typeof(StatementReply))]
internal sealed partial class WorkerApiJson : JsonSerializerContext;
