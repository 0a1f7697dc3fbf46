using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Core.Sanctions;

/// <summary>Whether a worker gets work, everything taken together.</summary>
public static class Standing
{
    /// <param name="enrolled">As he would stand without any sanction.</param>
    /// <param name="sanctions">Those that he is under.</param>
    public static WorkerStatus Of(WorkerStatus enrolled, IReadOnlyCollection<Sanction> sanctions) =>
        sanctions.Any(s => s.What == SanctionKind.Ban) ? WorkerStatus.Banned
        : enrolled != WorkerStatus.Active ? enrolled
        : sanctions.Any(s => s.What == SanctionKind.Suspension) ? WorkerStatus.Suspended
        : sanctions.Any(s => s.What == SanctionKind.Training) ? WorkerStatus.InTraining
        : WorkerStatus.Active;
}
