using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Reports;

/// <summary>
/// What a customer reported of one captcha, and all that follows from it. Every step is durable before the next one, and every call can be repeated.
/// </summary>
public interface IReport
{
    /// <summary>Goes on as far as it can: after the report was recorded, when a recheck has ended, and whenever somebody looks whether it still lives.</summary>
    Task Continue();

    /// <summary>A moderator's own resolution of the captcha.</summary>
    Task<ResolveVerdict> Resolve(Resolution resolution);

    /// <summary>A moderator's decision on training or a ban.</summary>
    Task<ResolveVerdict> Decide(Decision decision);

    /// <summary>Null: the captcha was not reported.</summary>
    Task<ReportState?> View();
}

/// <param name="Moderator">The person; a worker of the same number is the same person.</param>
/// <param name="Answer">In any form that a worker could send.</param>
public sealed record Resolution(long Moderator, string Answer);

/// <param name="Moderator">The person; a worker of the same number is the same person.</param>
/// <param name="Against">True: back to training, or banned; false: he goes on working.</param>
/// <param name="Reason">For the worker to read; at most <see cref="Core.Sanctions.Sanction.LongestReason"/> characters. Null: the usual one.</param>
public sealed record Decision(long Moderator, bool Against, string? Reason = null);

public enum ResolveVerdict
{
    /// <summary>Durable; so is the same one again.</summary>
    Done = 1,

    /// <summary>There is no such report, or it waits for nothing of that sort; whoever was first has decided.</summary>
    NotWaiting = 2,

    /// <summary>The moderator is one of the workers whose answers it is about, or linked to one.</summary>
    Involved = 3,

    /// <summary>It could not be an answer to this captcha.</summary>
    Malformed = 4,

    /// <summary>The store is full at the moment, or somebody was faster: look at it again.</summary>
    TryAgain = 5,
}
