using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Sanctions;

/// <summary>
/// Something that was done to a worker because of his answers, with all that it rests on: one record for its whole life. Immutable; each change is one line of
/// <see cref="SanctionMachine"/>, or a later end of a limit, and makes the version one higher.
/// </summary>
public sealed record Sanction
{
    /// <summary>Pieces of evidence that are kept; a series of rechecks has sixty at most.</summary>
    public const int MostEvidence = 100;

    /// <summary>Characters of a reason; a reason is for those who read it years later.</summary>
    public const int LongestReason = 1_000;

    /// <summary>0 until it is stored.</summary>
    public required SanctionId Id { get; init; }

    /// <summary>What brought it about, such as <c>report/17/ban</c>: of two records of one origin there is one. At most 100 characters.</summary>
    public required string Origin { get; init; }

    public required WorkerId Worker { get; init; }

    public required SanctionKind What { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>For the worker to read; at most <see cref="LongestReason"/> characters. In English where nobody typed it.</summary>
    public required string Why { get; init; }

    /// <summary>What <see cref="Why"/> says, for whoever reads another language; null: somebody typed it.</summary>
    public StandardReason? Standard { get; init; }

    /// <summary>The token kind of a limit; null elsewhere.</summary>
    public Kind? Kind { get; init; }

    /// <summary>The rule by which a limit was found; null elsewhere.</summary>
    public TokenLimit? Rule { get; init; }

    /// <summary>When a limit ends by itself; null elsewhere.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The reported captcha from which it came; null: from something else.</summary>
    public CaptchaId? Report { get; init; }

    /// <summary>The moderator whose own answer it rests on; null: none.</summary>
    public long? Resolver { get; init; }

    /// <summary>The moderator who decided on it; null: a rule, which ends nobody's work for longer than until a moderator decides.</summary>
    public long? DecidedBy { get; init; }

    public ImmutableArray<SanctionEvidence> Evidence { get; init; } = [];

    /// <summary>1 for one that was only imposed.</summary>
    public long Version { get; init; } = 1;

    public SanctionStatus Status { get; init; } = SanctionStatus.InForce;

    /// <summary>The one that there can be; null: none yet.</summary>
    public Appeal? Appeal { get; init; }

    /// <summary>By whom, when and why it ended before its time; null: it did not.</summary>
    public SanctionEnd? End { get; init; }

    /// <summary>Whether the worker is under it.</summary>
    public bool HoldsAt(DateTimeOffset now) => SanctionMachine.IsInForce(Status) && !(Until <= now);

    /// <summary>Whether somebody may still have to look at what it rests on: its worker can appeal, his appeal waits, or a moderator is to decide what follows on a suspension.</summary>
    public bool IsOpenAt(DateTimeOffset now) =>
        Status == SanctionStatus.Appealed || (HoldsAt(now) && (Appeal is null || What == SanctionKind.Suspension));

    /// <returns>Null: this cannot happen to it.</returns>
    public Sanction? After(SanctionEvent happened) =>
        SanctionMachine.Find(Status, happened) is { } next ? this with { Version = Version + 1, Status = next } : null;

    /// <summary>What is forgiven when it is overturned: the answers that it rests on.</summary>
    public ImmutableArray<CaptchaId> RestsOn => [.. Evidence.Select(e => e.Captcha).Distinct()];

    /// <summary>Under which captchas the images of its evidence are kept.</summary>
    public ImmutableArray<CaptchaId> ShowsImagesOf => [.. Evidence.Select(e => e.Gold ?? e.Captcha).Distinct()];
}

/// <summary>One answer that a sanction rests on.</summary>
/// <param name="Answer">The worker's, as it was kept; null for tokens.</param>
/// <param name="Second">That of a second worker; null: there is none.</param>
/// <param name="Moderator">That of a moderator; null: there is none.</param>
/// <param name="Finding">How the worker's answer compares; null: a customer reported it bad, and nobody can look again.</param>
/// <param name="Gold">The gold task that it was, with whose answer it was compared; null: a customer's captcha. The answer itself is not here: its worker reads sanctions.</param>
public sealed record SanctionEvidence(CaptchaId Captcha, string? Answer, string? Second, string? Moderator, MistakeVerdict? Finding, CaptchaId? Gold = null);

/// <summary>What the worker says against a sanction, and what came of it.</summary>
/// <param name="Text">1 … <see cref="LongestText"/> characters.</param>
/// <param name="DecidedBy">Another moderator than the one who decided on the sanction; null: it waits.</param>
/// <param name="Overturns">What came of it; null: it waits, or the sanction ended before it was decided.</param>
public sealed record Appeal(
    string Text, DateTimeOffset At, long? DecidedBy = null, DateTimeOffset? DecidedAt = null, bool? Overturns = null, string? Reason = null)
{
    public const int LongestText = 2_000;
}

/// <param name="By">The moderator.</param>
/// <param name="Standard">What <paramref name="Why"/> says, for whoever reads another language; null: somebody typed it.</param>
public sealed record SanctionEnd(long? By, DateTimeOffset At, string Why, StandardReason? Standard = null)
{
    /// <summary>An end for which nobody typed a reason.</summary>
    public static SanctionEnd Because(StandardReason standard, long? by, DateTimeOffset at) => new(by, at, standard.InEnglish(), standard);
}
