using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>Stored as a small integer: never renumber.</summary>
public enum GoldState : short
{
    /// <summary>A second worker is asked for the answer.</summary>
    Growing = 1,

    InUse = 2,
    Retired = 3,
}

/// <summary>Why a task is retired. Stored as a small integer: never renumber.</summary>
public enum GoldEnd : short
{
    /// <summary>Seen too often.</summary>
    WornOut = 1,

    /// <summary>Its answer is probably not the right one; its views count against nobody.</summary>
    Doubted = 2,

    /// <summary>The customer's image may be kept no longer.</summary>
    Expired = 3,

    /// <summary>An operator took it off the shelf.</summary>
    TakenOff = 4,

    /// <summary>No second worker with a high rating gave the same answer.</summary>
    NotGrown = 5,
}

/// <summary>A task on the shelf, with all that has to survive a crash.</summary>
public sealed record GoldEntry
{
    /// <summary>The customer's captcha from which it grew; or the number under which an own one and its images are kept.</summary>
    public required CaptchaId Id { get; init; }

    /// <summary>What workers are shown; nothing of it says whose captcha it was.</summary>
    public required CaptchaRequest Request { get; init; }

    /// <summary>In the form in which answers are kept.</summary>
    public required string Answer { get; init; }

    public required GoldOrigin Origin { get; init; }

    public required GoldState State { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>It is retired at this time; null: only when it is worn out or doubted.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Present while it grows, and after that: the captcha by which a second worker is asked.</summary>
    public CaptchaId? Recheck { get; init; }

    /// <summary>Workers who had the captcha from which it grew: neither they nor those who are linked to them get it. A handful.</summary>
    public ImmutableArray<WorkerId> Had { get; init; } = [];

    /// <summary>Present when retired.</summary>
    public GoldEnd? Why { get; init; }

    /// <summary>How many views ended with the known answer and with another one, of all workers and of those with a high rating: counted, not kept.</summary>
    public GoldTally Tally { get; init; }

    public GoldTask Task => new(Id, Request.Kind, Answer, Origin, Tally.Agreed, Tally.Differed) { HighAgreed = Tally.HighAgreed, HighDiffered = Tally.HighDiffered };

    /// <summary>Why it has to leave the shelf now; null: it stays.</summary>
    public GoldEnd? EndAt(DateTimeOffset now, GoldOptions options) => Task.Standing(options) switch
    {
        GoldStanding.Doubted => GoldEnd.Doubted,
        GoldStanding.WornOut => GoldEnd.WornOut,
        _ => Until <= now ? GoldEnd.Expired : null,
    };

    /// <summary>A task that grows, or has grown, from a customer's captcha.</summary>
    /// <param name="had">Beside those who had it as this captcha.</param>
    public static GoldEntry Grown(
        CaptchaState captcha, string answer, GoldState state, CaptchaId? recheck, IEnumerable<WorkerId> had, DateTimeOffset now, GoldOptions options) => new()
        {
            Id = captcha.Id,
            Request = captcha.Request with { CallbackUrl = null, SoftwareId = 0, Domain = null, Confident = null },
            Answer = answer,
            Origin = GoldOrigin.Grown,
            State = state,
            AddedAt = now,
            Until = captcha.SubmittedAt + options.KeepGrown,
            Recheck = recheck,
            Had = [.. captcha.Attempts.Select(a => a.Worker).Concat(captcha.Crowd?.Had ?? []).Concat(had).Distinct()],
        };
}

/// <param name="Agreed">Of all workers.</param>
/// <param name="Differed">Of all workers.</param>
/// <param name="HighAgreed">Of those with a high rating.</param>
/// <param name="HighDiffered">Of those with a high rating.</param>
public readonly record struct GoldTally(int Agreed, int Differed, int HighAgreed, int HighDiffered);
