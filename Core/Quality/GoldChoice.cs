using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>Which of a worker's tasks are gold. Follows from the seed, the worker and the number of his task, so that two processes decide alike.</summary>
/// <param name="Seed">Secret: who knows it can tell gold from work.</param>
public sealed record GoldChoice(ulong Seed, GoldOptions Options)
{
    /// <summary>Gold that a search looks at, at most; a shelf holds little more than what the workers of a day need.</summary>
    public const int MostLookedAt = 1_000;

    /// <param name="taskNumber">Another one for each task of the worker: the number of the captcha that he has now, after which a gold one may come.</param>
    public bool IsDue(WorkerId worker, long taskNumber) => Draw.IsOneOf(Options.PerMille, Draw.Of(Seed, worker.Value, taskNumber));

    /// <summary>
    /// The gold task for this worker: one of his kinds, in use, that he has not had. Each worker goes through the shelf in an order of his own, so that one
    /// who tells others what comes next tells them nothing.
    /// </summary>
    /// <param name="shelf">Only the first <see cref="MostLookedAt"/> are looked at.</param>
    /// <returns>Null: he gets ordinary work.</returns>
    public GoldTask? Pick(WorkerId worker, IEnumerable<GoldTask> shelf, Func<Kind, bool> mayDo, Func<CaptchaId, bool> hadBefore) => shelf
        .Take(MostLookedAt)
        .Where(gold => mayDo(gold.Kind) && !hadBefore(gold.Id) && gold.Standing(Options) == GoldStanding.InUse)
        .MinBy(gold => Draw.Of(~Seed, worker.Value, gold.Id.Value));
}
