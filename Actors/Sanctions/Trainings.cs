using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Sanctions;

internal static class Trainings
{
    /// <summary>A worker's sanctions among which his trainings are looked for: the newest.</summary>
    private const int Most = 500;

    /// <summary>Typical mistakes in answers that a worker gave before this count no more: when his last training ended, or, while it lasts, was ordered.</summary>
    /// <returns>The beginning of time for whoever was never sent to one, but for those that an appeal has overturned.</returns>
    public static async Task<DateTimeOffset> TrainedAt(this ISanctionStore store, WorkerId worker)
    {
        var trainings = (await store.SanctionsOf(worker, null, Most)).Where(s => s is { What: SanctionKind.Training, Status: not SanctionStatus.Overturned });
        return trainings.Select(s => s.End?.At ?? s.At).Append(DateTimeOffset.UnixEpoch).Max();
    }
}
