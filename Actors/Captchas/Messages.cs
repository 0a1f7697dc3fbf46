using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Captchas;

public sealed record Submission(CaptchaId Id, CustomerId Customer, CaptchaRequest Request, CaptchaImages Images)
{
    /// <summary>The API key by which it came; null: by none.</summary>
    public KeyTerms? Key { get; init; }

    /// <summary>By <see cref="SubmissionFingerprint"/>, where it was computed before; null: whoever needs it computes it.</summary>
    public long? Fingerprint { get; init; }
}

/// <summary>A captcha that is to be answered again by somebody else.</summary>
/// <param name="Request">Of the captcha that is answered again.</param>
public sealed record RecheckOrder(RecheckTerms Terms, CaptchaRequest Request, CaptchaImages Images)
{
    /// <summary>What its worker is paid; null: the rate of the moment.</summary>
    public Money? Rate { get; init; }
}

/// <summary>A captcha of which the answer is known, for one worker.</summary>
/// <param name="Rate">What he is paid: the rate of the moment, as for everybody else.</param>
public sealed record GoldOrder(GoldTerms Terms, CaptchaRequest Request, Money Rate);

public enum SubmitVerdict
{
    /// <summary>Durable, with its hold; so is a repeated submission.</summary>
    Accepted = 1,

    /// <summary>The store's queue or the dispatch is full. Nothing is held.</summary>
    NoSlot = 2,

    NoFunds = 3,
    Suspended = 4,

    /// <summary>The domain's policy refuses it, or, for a token kind, the customer has no confirmed authorisation for the domain. Nothing is held.</summary>
    DomainDenied = 5,

    /// <summary>The id belongs to another submission.</summary>
    IdTaken = 6,

    /// <summary>The customer's or the key's maximum rate is below the current rate.</summary>
    RateAboveMaximum = 7,

    /// <summary>The key has spent what it may spend today.</summary>
    KeyCapReached = 8,
}

/// <param name="Quote">Present when accepted.</param>
public sealed record SubmitResult(SubmitVerdict Verdict, Quote? Quote)
{
    public static SubmitResult Refused(SubmitVerdict verdict) => new(verdict, null);

    /// <returns>Null when nothing is refused.</returns>
    public static SubmitVerdict? RefusalOf(AuthorizeVerdict verdict) => verdict switch
    {
        AuthorizeVerdict.Authorized => null,
        AuthorizeVerdict.NoFunds => SubmitVerdict.NoFunds,
        AuthorizeVerdict.RateAboveMaximum => SubmitVerdict.RateAboveMaximum,
        AuthorizeVerdict.KeyCapReached => SubmitVerdict.KeyCapReached,
        AuthorizeVerdict.DomainNotAuthorized => SubmitVerdict.DomainDenied,
        _ => SubmitVerdict.Suspended,
    };
}

public enum CaptchaViewStatus
{
    Unknown = 1,
    Processing = 2,
    Solved = 3,
    Unsolvable = 4,
}

/// <summary>How sure an answer of confident mode is.</summary>
/// <param name="Confidence">The probability that it is right, 0 … 1; 0 without an answer.</param>
/// <param name="Matches">Workers who gave it.</param>
/// <param name="Answers">Workers who answered.</param>
public sealed record Agreement(double Confidence, int Matches, int Answers);

/// <summary>A captcha as its owner sees it.</summary>
/// <param name="Answer">Present when solved.</param>
/// <param name="Price">What it cost; zero unless solved.</param>
/// <param name="Attempts">How many workers have had it so far.</param>
public sealed record CaptchaView(
    CaptchaViewStatus Status,
    Kind Kind,
    string? Answer,
    Money Price,
    int Attempts,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>What the price is made of; present when solved.</summary>
    public Quote? Charged { get; init; }

    /// <summary>Of confident mode, what the answers came to; null elsewhere, and while it is open.</summary>
    public Agreement? Agreement { get; init; }

    public static CaptchaView Unknown { get; } =
        new(CaptchaViewStatus.Unknown, default, null, Money.Zero, 0, DateTimeOffset.UnixEpoch, null);

    public static CaptchaView Of(CaptchaState state) => new(
        state.Status switch
        {
            CaptchaStatus.Solved => CaptchaViewStatus.Solved,
            CaptchaStatus.Unsolvable => CaptchaViewStatus.Unsolvable,
            _ => CaptchaViewStatus.Processing,
        },
        state.Request.Kind,
        state.Solution?.Answer,
        state.Status == CaptchaStatus.Solved ? state.Quote.Price : Money.Zero,
        state.Crowd?.Answers ?? state.Attempts.Length,
        state.SubmittedAt,
        state.EndedAt)
    {
        Charged = state.Charged,
        Agreement = state.Crowd is { } crowd ? new Agreement(crowd.Confidence, crowd.Matches, crowd.Answers) : null,
    };
}

/// <summary>What a worker has been given.</summary>
/// <param name="Rate">What he is paid for it, his earn coefficient counted in.</param>
public sealed record Assignment(AssignmentId Id, CaptchaRequest Request, Money Rate, DateTimeOffset GrantedAt, DateTimeOffset LeaseEndsAt)
{
    public Kind Kind => Request.Kind;

    /// <summary>The captcha whose images are to be shown; null: its own.</summary>
    public CaptchaId? Shows { get; init; }

    /// <summary>Under which number its images are stored.</summary>
    public CaptchaId Pictures => Shows ?? Id.Captcha;
}

public enum LeaseOutcome
{
    Granted = 1,

    /// <summary>Somebody else has it, it has ended, or this worker had it before.</summary>
    NotAvailable = 2,

    /// <summary>The worker has another captcha open, or may not work now. The captcha waits for somebody else.</summary>
    WorkerNotFree = 3,
}

/// <param name="Assignment">Present when granted.</param>
public sealed record LeaseResult(LeaseOutcome Outcome, Assignment? Assignment)
{
    /// <summary>Present where another captcha is ready for the worker, and is to be leased now; this one waits for somebody else.</summary>
    public CaptchaId? Instead { get; init; }

    public static LeaseResult Refused(LeaseOutcome outcome) => new(outcome, null);
}

public enum AnswerOutcome
{
    /// <summary>It counts and is paid, durably; so is its repetition.</summary>
    Accepted = 1,

    /// <summary>The form is wrong; the lease goes on and nothing is lost.</summary>
    Malformed = 2,

    /// <summary>The captcha went elsewhere or has ended.</summary>
    LeaseOver = 3,

    /// <summary>This worker never had it.</summary>
    NotYours = 4,

    /// <summary>The store is full at the moment; the lease goes on, try again.</summary>
    TryAgain = 5,
}

/// <param name="Earned">What this answer was paid.</param>
/// <param name="Balance">The worker's balance after it, where it is known.</param>
/// <param name="Flaw">Present when malformed.</param>
public sealed record AnswerResult(AnswerOutcome Outcome, Money Earned, Money? Balance, AnswerFlaw? Flaw)
{
    /// <summary>On what terms the worker may have the next one; null: his actor has to be asked.</summary>
    public WorkTerms? Terms { get; init; }

    public static AnswerResult Refused(AnswerOutcome outcome) => new(outcome, Money.Zero, null, null);

    public static AnswerResult Malformed(AnswerFlaw flaw) => new(AnswerOutcome.Malformed, Money.Zero, null, flaw);
}
