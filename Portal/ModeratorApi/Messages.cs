using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaptchaGrains.Portal.WorkerApi;

namespace CaptchaGrains.Portal.ModeratorApi;

// The shapes of the moderators' calls. None of them says who the customer is.

internal sealed record ModeratorSessionRequest(string? Email, string? Password, string? Code);

internal sealed record ModeratorSessionReply(string Token, long ModeratorId, DateTimeOffset ExpiresAt);

/// <param name="WaitsFor">resolution, training or ban.</param>
/// <param name="About">report: of a customer; or hidden_tests: captchas of which the answer is known.</param>
internal sealed record CaseEntry(long Captcha, string WaitsFor, string About, string Kind, long Worker, DateTimeOffset ReportedAt, long AgeSeconds);

/// <param name="Next">The <c>after</c> of the following page; absent: there is none.</param>
internal sealed record CasesReply(ImmutableArray<CaseEntry> Cases, long? Next);

/// <param name="WaitsFor">resolution, training or ban; absent: it waits for no moderator.</param>
/// <param name="Comparison">Of the answer with the second or the expected one: right_after_all (the same), typical_mistake or differs_too_much.</param>
/// <param name="Resolution">A moderator's own answer.</param>
internal sealed record CaseReply(
    long Captcha,
    string Status,
    string? WaitsFor,
    string Kind,
    DateTimeOffset ReportedAt,
    string? Instruction,
    string? ImageUrl,
    ImmutableArray<string>? MoreImageUrls,
    string? InstructionImageUrl,
    ConstraintsReply Constraints,
    string Answer,
    string? SecondAnswer,
    string Comparison,
    string? Resolution,
    ImmutableArray<FollowUpReply> FollowUps,
    CaseWorkerReply Worker,
    HiddenTestsReply? HiddenTests);

/// <summary>The test that the case is about; absent: it is about a report.</summary>
/// <param name="ExpectedAnswer">Of the case's captcha.</param>
/// <param name="Wrong">Answers of the test, without those that count no more.</param>
/// <param name="Answers">The wrong ones first; 100 at most.</param>
internal sealed record HiddenTestsReply(string ExpectedAnswer, int Wrong, int Answered, ImmutableArray<TriedAnswerReply> Answers);

/// <param name="Finding">As a comparison.</param>
internal sealed record TriedAnswerReply(long Captcha, string Answer, string ExpectedAnswer, string Finding);

/// <summary>Another answer of the worker that was re-checked.</summary>
/// <param name="Finding">As a comparison; absent: not known yet, or never.</param>
internal sealed record FollowUpReply(long Captcha, string? Finding);

/// <param name="Incorrect">Answers that were found to be incorrect and not forgiven.</param>
/// <param name="Typical">Typical mistakes among the last answers.</param>
/// <param name="Skill">In the kind of the case.</param>
internal sealed record CaseWorkerReply(long WorkerId, string Status, long Solved, long Reputation, long Incorrect, long Typical, SkillReply Skill);

/// <param name="Estimate">The expected share of right answers; below <c>Low</c> and above <c>High</c> it lies with 5 % each.</param>
/// <param name="Evidence">In answers.</param>
internal sealed record SkillReply(string Kind, double Estimate, double Low, double High, double Evidence);

/// <param name="Answer">As a worker would write it.</param>
internal sealed record ResolveRequest(JsonElement Answer);

/// <param name="Decision">training, ban or lift.</param>
internal sealed record CaseDecisionRequest(string? Decision, string? Reason);

/// <param name="Status">Of the case, when it was done.</param>
internal sealed record CaseStatusReply(long Captcha, string Status);

/// <param name="Captchas">Answers of the worker that it rests on; absent: none.</param>
internal sealed record ImposeRequest(string? Reason, long[]? Captchas);

internal sealed record LiftRequest(string? Reason);

/// <param name="Decision">uphold or overturn.</param>
internal sealed record AppealDecisionRequest(string? Decision, string? Reason);

/// <summary>A sanction as its worker sees it, and who was behind it.</summary>
/// <param name="Moderator">Who decided on it; absent: a rule.</param>
/// <param name="Resolver">Whose own answer it rests on.</param>
internal sealed record ModeratedSanction(long WorkerId, long? Moderator, long? Resolver, long? AppealModerator, long? EndedBy, SanctionReply Sanction);

internal sealed record ModeratedSanctionsReply(ImmutableArray<ModeratedSanction> Sanctions, long? Next);

/// <param name="Because">The account with which it was found.</param>
internal sealed record LimitReply(string Kind, string Reason, long Because, DateTimeOffset Until);

internal sealed record ModeratedWorkerReply(
    long WorkerId,
    string Status,
    ImmutableArray<string> Kinds,
    long Solved,
    long Reputation,
    long Incorrect,
    long Typical,
    ImmutableArray<SkillReply> Skills,
    ImmutableArray<LimitReply> Limits,
    ImmutableArray<ModeratedSanction> Sanctions);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 16, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModeratorSessionRequest))]
[JsonSerializable(typeof(ModeratorSessionReply))]
[JsonSerializable(typeof(CasesReply))]
[JsonSerializable(typeof(CaseReply))]
[JsonSerializable(typeof(ResolveRequest))]
[JsonSerializable(typeof(CaseDecisionRequest))]
[JsonSerializable(typeof(CaseStatusReply))]
[JsonSerializable(typeof(ImposeRequest))]
[JsonSerializable(typeof(LiftRequest))]
[JsonSerializable(typeof(AppealDecisionRequest))]
[JsonSerializable(typeof(ModeratedSanction))]
[JsonSerializable(typeof(ModeratedSanctionsReply))]
[JsonSerializable(typeof(ModeratedWorkerReply))]
internal sealed partial class ModeratorJson : JsonSerializerContext;
