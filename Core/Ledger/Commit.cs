using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Ledger;

/// <summary>Who answered what and how it ended: the evidence for skill. One per worker and captcha.</summary>
/// <param name="Earned">What this attempt was paid; zero unless it was the answer that counted.</param>
public sealed record Outcome(CaptchaId Captcha, WorkerId Worker, Kind Kind, AttemptEnd End, string? Answer, Money Earned, DateTimeOffset GrantedAt, DateTimeOffset EndedAt);

/// <summary>An image as it came, with the content type that its bytes say.</summary>
public sealed record StoredImage(string ContentType, ImmutableArray<byte> Bytes);

/// <summary>The images of a captcha, stored once at submission.</summary>
/// <param name="Image">The captcha itself: an image, or sound.</param>
public sealed record CaptchaImages(StoredImage? Image, StoredImage? Instruction)
{
    public static CaptchaImages None { get; } = new(null, null);

    /// <summary>The second and further images, for <see cref="Kind.Rotate"/>; at most <see cref="Rotation.MostImages"/> − 1.</summary>
    public ImmutableArray<StoredImage> More { get; init; } = [];
}

/// <summary>
/// One atomic set of writes: all of it becomes durable, or nothing. Repeating a commit is recognised: a submission by the captcha's id, an end by the
/// captcha's version, a step of a report by the report's, a step of a payout by the payout's, plain transfers by their ids.
/// </summary>
public abstract record Commit(ImmutableArray<Transfer> Transfers, DateTimeOffset At);

/// <summary>A new captcha, its images and its hold. One of the house has none: the house may owe.</summary>
/// <param name="Fingerprint">A hash of all that the customer sent: tells a repeated submission from a different one under the same id.</param>
public sealed record SubmitCommit(CaptchaState Captcha, CaptchaImages Images, long Fingerprint, ImmutableArray<Transfer> Transfers)
    : Commit(Transfers, Captcha.SubmittedAt)
{
    /// <summary>The API key by which it came; null: by none.</summary>
    public KeyTerms? Key { get; init; }

    /// <exception cref="ArgumentException">More images than a captcha can have.</exception>
    public static SubmitCommit Of(CaptchaState captcha, CaptchaImages images, long fingerprint) => images.More.Length < Rotation.MostImages
        ? new(captcha, images, fingerprint, !captcha.IsOfHouse ? Charge.Hold(captcha.Id, captcha.Customer, captcha.Quote) : [])
        : throw new ArgumentException($"At most {Rotation.MostImages} images.", nameof(images));
}

/// <summary>The end of an open captcha: its answer or its failure, what is paid or released, and what each worker did.</summary>
public sealed record EndCommit(CaptchaState Captcha, ImmutableArray<Outcome> Outcomes, ImmutableArray<Transfer> Transfers)
    : Commit(Transfers, Captcha.EndedAt ?? throw new ArgumentException("The captcha has not ended.", nameof(Captcha)))
{
    /// <summary>What the answer says of the worker, where it is known at once: one piece for a gold task, else none.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <exception cref="ArgumentException">The captcha has not ended.</exception>
    public static EndCommit Of(CaptchaState captcha)
    {
        // Of one that is voted on, the votes say who did what.
        return new EndCommit(captcha, captcha.IsVotedOn ? [] : [.. captcha.Attempts.Select(a => OutcomeOf(captcha, a))], TransfersOf(captcha));
    }

    private static ImmutableArray<Transfer> TransfersOf(CaptchaState captcha) => (captcha.Solution, captcha.IsOfHouse) switch
    {
        ({ }, false) when captcha is { Request.Confident: { } terms, Crowd: { } crowd } =>
            new ConfidentCharge(captcha.Id, captcha.Customer, terms.Single(captcha.Quote, crowd.Answers), terms).Post(crowd.Answers),
        ({ } solution, false) => Charge.Post(captcha.Id, captcha.Customer, captcha.Quote, solution.Worker, captcha.Earned),
        ({ } solution, true) => Charge.PostRecheck(captcha.Id, captcha.Earned, solution.Worker),
        (null, false) => Charge.Void(captcha.Id, captcha.Customer, captcha.Quote),
        _ => [],
    };

    private static Outcome OutcomeOf(CaptchaState captcha, Attempt attempt)
    {
        var counted = attempt.End == AttemptEnd.Answered;
        return new Outcome(captcha.Id, attempt.Worker, captcha.Request.Kind, attempt.End, counted ? captcha.Solution?.Answer : null,
            counted ? captcha.Earned : Money.Zero, attempt.GrantedAt, attempt.EndedAt);
    }
}

/// <summary>
/// One step of a report: where it stands now, what it says of workers, and the money that moves because of it. Recognised by the report's version.
/// </summary>
/// <param name="Report">Its version is one above the stored one.</param>
public sealed record ReportCommit(ReportState Report, ImmutableArray<Evidence> Evidence, ImmutableArray<Transfer> Transfers, DateTimeOffset At)
    : Commit(Transfers, At);

/// <summary>Transfers that stand for themselves: deposits, and what inviters get.</summary>
public sealed record TransferCommit(ImmutableArray<Transfer> Transfers, DateTimeOffset At) : Commit(Transfers, At);

public enum CommitVerdict
{
    /// <summary>Durable now.</summary>
    Created = 1,

    /// <summary>The very same commit was durable before.</summary>
    Exists = 2,

    /// <summary>The id was used for something else: an alarm for an operator, nothing was written.</summary>
    ExistsDifferently = 3,

    /// <summary>The captcha is not open any more, or does not exist: the actor's memory is out of date.</summary>
    Conflict = 4,

    /// <summary>A guarded account would go below zero; nothing was written.</summary>
    InsufficientFunds = 5,
}
