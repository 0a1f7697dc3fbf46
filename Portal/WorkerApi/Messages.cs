using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Portal.WorkerApi;

// The shapes of the worker API, version 1. Money is a decimal string in dollars with all its digits.

/// <param name="Code">Of the authenticator, or a recovery code; only where the account has a second factor.</param>
internal sealed record SessionRequest(string? Email, string? Password, string? Code = null);

internal sealed record SessionReply(string Token, long WorkerId, DateTimeOffset ExpiresAt);

/// <param name="Skills">In the kinds in which something is known of his answers.</param>
/// <param name="Limits">Kinds that he gets no captchas of at the moment.</param>
/// <param name="EarnCoefficient">Of the kind of which most is known; the others' are beside their skills.</param>
internal sealed record MeReply(
    long WorkerId,
    string Status,
    ImmutableArray<string> Kinds,
    string Balance,
    string PendingPayout,
    long Reputation,
    long Solved,
    ImmutableArray<SkillReply> Skills,
    ImmutableArray<LimitReply> Limits,
    string EarnCoefficient,
    string ReferralCode,
    TermsReply Terms);

/// <param name="MinRate">Nothing that pays less for one answer is given to him; absent or 0: he takes everything.</param>
/// <param name="DailyCap">When he has earned so much for answers on a day (UTC), he is given nothing more on it; absent or 0: there is no cap.</param>
internal sealed record TermsRequest(string? MinRate, string? DailyCap);

/// <param name="MinRate">Nothing that pays less for one answer is given to him; 0: he takes everything.</param>
/// <param name="DailyCap">When he has earned so much for answers on a day (UTC), he is given nothing more on it; absent: there is no cap.</param>
internal sealed record TermsReply(string MinRate, string? DailyCap);

/// <param name="Estimate">The expected share of right answers, 0 … 1.</param>
/// <param name="Low">It is below this with a probability of 5 % …</param>
/// <param name="High">… and above this with the same.</param>
/// <param name="Evidence">In answers; a recheck counts 1, a customer's word less.</param>
/// <param name="EarnCoefficient">By which the rate of this kind is multiplied.</param>
internal sealed record SkillReply(string Kind, double Estimate, double Low, double High, double Evidence, string EarnCoefficient);

/// <param name="Reason">Too many bad answers, none good among many, or a low rating on all domains.</param>
internal sealed record LimitReply(string Kind, string Reason, DateTimeOffset Until);

/// <param name="Kinds">Only these; null: all that the worker may do.</param>
internal sealed record NextRequest(string[]? Kinds, int? WaitSeconds);

/// <param name="Answer">By kind, as <see cref="AnswerJson"/> reads it.</param>
/// <param name="Kinds">Of the next one.</param>
internal sealed record AnswerRequest(JsonElement Answer, bool? Next, int? WaitSeconds, string[]? Kinds);

/// <param name="Kinds">Of the next one.</param>
internal sealed record SkipRequest(string? Reason, bool? Next, int? WaitSeconds, string[]? Kinds);

internal sealed record AnswerReply(bool Accepted, string Earned, string Balance, AssignmentReply? Next);

internal sealed record SkipReply(AssignmentReply? Next);

/// <param name="Instruction">What the customer says to the worker; for a text captcha the question.</param>
/// <param name="ImageUrl">The captcha itself: an image, or the sound.</param>
/// <param name="AudioUrl">The same as <paramref name="ImageUrl"/>, where it is sound.</param>
/// <param name="MoreImageUrls">The second and further images, where each has to be turned.</param>
internal sealed record AssignmentReply(
    string AssignmentId,
    long CaptchaId,
    string Kind,
    string Rate,
    DateTimeOffset LeaseEndsAt,
    string? Instruction,
    string? ImageUrl,
    string? AudioUrl,
    ImmutableArray<string>? MoreImageUrls,
    string? InstructionImageUrl,
    ConstraintsReply Constraints,
    TokenReply? Token);

/// <summary>Only what the customer asked for; absent means no constraint.</summary>
/// <param name="Numeric">1 digits only, 2 letters only, 3 either digits or letters, 4 both.</param>
/// <param name="Alphabet">1 Cyrillic, 2 Latin.</param>
/// <param name="MinClicks">Squares or points.</param>
/// <param name="MaxClicks">Squares or points.</param>
/// <param name="CanNoAnswer">An empty list of squares is an answer.</param>
/// <param name="AngleStep">Degrees; an angle is a multiple of it.</param>
internal sealed record ConstraintsReply(
    bool? Phrase,
    bool? CaseSensitive,
    int? Numeric,
    int? MinLength,
    int? MaxLength,
    bool? Math,
    string? Language,
    int? Alphabet,
    int? Rows,
    int? Columns,
    int? MinClicks,
    int? MaxClicks,
    bool? CanNoAnswer,
    int? AngleStep);

/// <summary>What is needed to solve a captcha of another site in a browser.</summary>
/// <param name="Data">The provider's further parameters, texts by their name in version 1 of the customer API.</param>
internal sealed record TokenReply(string PageUrl, string SiteKey, string? Action, decimal? MinScore, bool? Invisible, bool? Enterprise, JsonElement? Data);

internal sealed record StatementReply(ImmutableArray<StatementLine> Entries, string? Next);

internal sealed record StatementLine(DateTimeOffset At, long? CaptchaId, long? PayoutId, string Purpose, string Amount, string Balance);

/// <param name="Next">The <c>before</c> of the following page; absent: there is none.</param>
internal sealed record SanctionsReply(ImmutableArray<SanctionReply> Sanctions, long? Next);

/// <param name="What">limit, training, suspension or ban.</param>
/// <param name="Kind">Of a limit.</param>
/// <param name="Status">in_force, appealed, upheld, lifted, superseded, overturned, or expired: a limit whose time is over.</param>
/// <param name="Why">In English where nobody typed it.</param>
/// <param name="WhyCode">Where nobody typed it: too_many_bad_tokens, no_good_token, low_on_all_domains, answers_differ, answers_unrelated or small_mistakes.</param>
/// <param name="DecidedBy">moderator or rule.</param>
/// <param name="CanAppeal">One appeal a sanction, while it is in force.</param>
internal sealed record SanctionReply(
    long Id,
    string What,
    string? Kind,
    string Status,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    string Why,
    string? WhyCode,
    string DecidedBy,
    bool CanAppeal,
    ImmutableArray<EvidenceReply> Evidence,
    AppealReply? Appeal,
    SanctionEndReply? End);

/// <param name="Answer">Yours; absent for tokens.</param>
/// <param name="SecondAnswer">Of a second worker.</param>
/// <param name="Finding">right_after_all, typical_mistake or differs_too_much; absent: it was reported bad, and nobody can look again.</param>
/// <param name="HiddenTest">true: a captcha of which the answer was known; absent: a customer's.</param>
/// <param name="ExpectedAnswer">The known answer of a hidden test; absent while the test is in use.</param>
internal sealed record EvidenceReply(
    long CaptchaId, string? Answer, string? SecondAnswer, string? ModeratorAnswer, string? Finding, bool? HiddenTest, string? ExpectedAnswer);

/// <param name="Status">waiting, upheld, overturned, or needless: the sanction ended before it was decided.</param>
internal sealed record AppealReply(string Text, DateTimeOffset At, string Status, string? Reason, DateTimeOffset? DecidedAt);

/// <param name="WhyCode">Where nobody typed it: may_go_on, training_passed or banned.</param>
internal sealed record SanctionEndReply(DateTimeOffset At, string Why, string? WhyCode);

internal sealed record AppealRequest(string? Text);

/// <param name="Reason">
/// Why he has to wait: not_trained, suspended, daily_cap (he has earned what he wants to earn on a day), no_kinds (of those that he wants he may do none), limited (in all that he wants),
/// asks_more (than any of them pays now), nothing_submitted, all_taken (others are before him), or not_for_him: what waits may not be his, because he or somebody linked to him had it, it
/// pays less than he asks, or it wants a high rating.
/// </param>
/// <param name="Until">When work goes on; only where the daily cap is the reason.</param>
/// <param name="ExpectedWaitSeconds">Until one of the kinds that he wants comes, from the last minute; absent: nobody can tell.</param>
internal sealed record OutlookReply(string Reason, DateTimeOffset? Until, int? ExpectedWaitSeconds, ImmutableArray<KindOutlook> Kinds);

/// <param name="Rate">What he would be paid for a captcha that comes in now.</param>
/// <param name="May">He was examined in it.</param>
/// <param name="LimitedUntil">He gets none until then.</param>
/// <param name="Queued">Captchas that wait for a worker.</param>
/// <param name="WorkersWaiting">Workers who wait for this kind, among others or not.</param>
internal sealed record KindOutlook(
    string Kind, string Rate, bool May, DateTimeOffset? LimitedUntil, int Queued, int WorkersWaiting, long SubmittedLastMinute);

/// <param name="Solved">Captchas that were paid.</param>
internal sealed record EarnedReply(DateTimeOffset Since, string Earned, long Solved);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 16, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(MeReply))]
[JsonSerializable(typeof(TermsRequest))]
[JsonSerializable(typeof(TermsReply))]
[JsonSerializable(typeof(NextRequest))]
[JsonSerializable(typeof(AnswerRequest))]
[JsonSerializable(typeof(SkipRequest))]
[JsonSerializable(typeof(AnswerReply))]
[JsonSerializable(typeof(SkipReply))]
[JsonSerializable(typeof(AssignmentReply))]
[JsonSerializable(typeof(StatementReply))]
[JsonSerializable(typeof(OutlookReply))]
[JsonSerializable(typeof(EarnedReply))]
[JsonSerializable(typeof(SanctionReply))]
[JsonSerializable(typeof(SanctionsReply))]
[JsonSerializable(typeof(AppealRequest))]
[JsonSerializable(typeof(PayoutRequest))]
[JsonSerializable(typeof(PayoutReply))]
[JsonSerializable(typeof(PayoutsReply))]
[JsonSerializable(typeof(DestinationRequest))]
[JsonSerializable(typeof(DestinationReply))]
[JsonSerializable(typeof(FriendsReply))]
internal sealed partial class WorkerApiJson : JsonSerializerContext;
