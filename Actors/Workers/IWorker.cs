using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Workers;

/// <summary>One worker: what he may do, and the one captcha that he has open.</summary>
public interface IWorker
{
    /// <summary>Makes sure that the worker exists, trained in every kind; an existing one is left as he is.</summary>
    Task Enroll();

    /// <summary>Makes sure that the worker exists, without any training; an existing one is left as he is.</summary>
    Task Apply();

    /// <summary>He has passed an exam in these kinds, and may work on them from now on, unless a sanction is in the way. Repeating it changes nothing.</summary>
    Task Examined(ImmutableArray<Kind> kinds);

    /// <summary>On what terms he wants to work from now on; what he has open stays as it is. Repeating it changes nothing.</summary>
    Task<TermsVerdict> SetTerms(OwnTerms terms);

    /// <summary>The captcha that he has open, or the terms on which he may be offered one, or why he may not work.</summary>
    Task<ReadyResult> Ready();

    /// <summary>Takes a captcha, unless another one is open, he may not work, or it is not on his terms.</summary>
    /// <param name="mayStepBack">A gold task that is ready for him may take its place.</param>
    Task<BeginResult> Begin(Assignment assignment, bool mayStepBack);

    /// <summary>The captcha is not his any more; the end of another one than he has open changes nothing of that.</summary>
    /// <returns>What <see cref="Ready"/> would say now, which saves whoever wants the next one the question.</returns>
    Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned);

    /// <summary>The open assignment, if it is this captcha's: vouches for a worker whose lease was lost with a process, and lets him see the image.</summary>
    Task<Assignment?> Holds(CaptchaId captcha);

    /// <summary>His sanctions are others now, durably: when this returns he works under them. Whoever did not hear it looks for them every minute.</summary>
    Task Sanctioned();

    /// <summary>
    /// He has passed a training that was ordered, and with it all others that were ordered until then; he works again unless something else is in the way.
    /// Repeating it changes nothing, also when another training was ordered since.
    /// </summary>
    /// <returns>False: that is no training of his.</returns>
    Task<bool> Passed(SanctionId training);

    /// <summary>Limits that were found with an account of the cluster of which he is the smallest id.</summary>
    /// <param name="found">May be none: whoever asks wants to know.</param>
    /// <returns>All limits of the cluster that hold now.</returns>
    Task<ImmutableArray<KindLimit>> Limit(ImmutableArray<KindLimit> found);

    /// <summary>There is new evidence about his answers. Best effort: it is looked for every minute anyway.</summary>
    Task Judged();

    /// <summary>What is known of his skill in one kind now.</summary>
    Task<SkillEstimate> Skill(Kind kind);

    Task<WorkerView> View();
}

/// <param name="IsBegun">The captcha is his.</param>
/// <param name="Instead">The captcha that he gets in its place; null: none.</param>
public readonly record struct BeginResult(bool IsBegun, CaptchaId? Instead)
{
    public static BeginResult Begun => new(true, null);

    public static BeginResult Refused => new(false, null);
}

public enum ReadyVerdict
{
    /// <summary>He has one open.</summary>
    HasAssignment = 1,

    MayWork = 2,
    NotTrained = 3,

    /// <summary>Or banned.</summary>
    Suspended = 4,
    Unknown = 5,

    /// <summary>He has earned what he wants to earn on a day.</summary>
    AtDailyCap = 6,
}

/// <param name="Assignment">Present when he has one.</param>
/// <param name="Terms">Present when he may work.</param>
public sealed record ReadyResult(ReadyVerdict Verdict, Assignment? Assignment, WorkTerms? Terms)
{
    /// <summary>When work goes on, where that is known: at his daily cap.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>On what terms a worker may be offered captchas.</summary>
/// <param name="HighRating">The kinds in which he has a high rating, and may be given rechecks.</param>
/// <param name="Cluster">His cluster of linked accounts, by the smallest id in it.</param>
public sealed record WorkTerms(KindSet Kinds, Money MinRate, KindSet HighRating, long Cluster)
{
    /// <summary>How good his tokens are; null: nothing is known.</summary>
    public TokenRatings? Ratings { get; init; }

    /// <summary>His earn coefficients; null: he is paid the rates as they are.</summary>
    public EarnRates? Earning { get; init; }
}

/// <param name="Profile">Null: no such worker.</param>
/// <param name="Solved">Answers that counted.</param>
public sealed record WorkerView(WorkerProfile? Profile, Money Balance, Money PendingPayout, long Solved)
{
    /// <summary>With his sanctions.</summary>
    public WorkerStatus Status { get; init; } = WorkerStatus.Active;

    /// <summary>He has earned what he wants to earn on a day, and is given nothing more until then; null: he has not.</summary>
    public DateTimeOffset? CappedUntil { get; init; }

    /// <summary>What is known of his skill, in the kinds of which anything is.</summary>
    public ImmutableArray<KindSkill> Skills { get; init; } = [];

    /// <summary>Token kinds that he gets no captchas of at the moment.</summary>
    public ImmutableArray<KindLimit> Limits { get; init; } = [];

    public long Reputation => Core.Workers.Reputation.Of(Solved);
}

/// <param name="Low">The share of right answers is below this with the probability of <see cref="SkillOptions.Tail"/> …</param>
/// <param name="High">… and above this with the same.</param>
/// <param name="EarnPerMille">Thousandths of the rate that he is paid in this kind.</param>
public sealed record KindSkill(Kind Kind, SkillEstimate Estimate, double Low, double High, int EarnPerMille);
