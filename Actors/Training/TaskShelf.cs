using System.Collections.Frozen;
using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Training;

/// <summary>All tasks that there are: those of this version and those of the operators, as this process last read them.</summary>
public sealed class TaskShelf(ITrainingStore store, TimeProvider time)
{
    /// <summary>Tasks that operators may add in all: they are held in memory, without their images, by every host.</summary>
    public const int MostOwn = 2_000;

    private const int Page = 500;

    /// <summary>A task that was added or retired by another process is known here after this time.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private Reading? _read;

    /// <summary>The tasks from which runs are drawn, ascending.</summary>
    public async Task<ImmutableArray<TrainingTask>> InUse() => (await Look()).InUse;

    /// <summary>All that operators added, ascending.</summary>
    public async Task<ImmutableArray<TrainingTask>> Own() => (await Look()).Own;

    /// <summary>Also one that is retired since: a run that has it goes on. Null: there is none.</summary>
    public async Task<TrainingTask?> Find(TrainingTaskId id)
    {
        if ((await Look()).ById.TryGetValue(id, out var task)) return task;
        if (id.IsShipped) return null;
        Forget(); // another process may have added it and drawn it within the minute
        return (await Look()).ById.GetValueOrDefault(id);
    }

    public async Task<bool> IsRetired(TrainingTaskId id) => (await Look()).Retired.Contains(id);

    /// <summary>Null: no such task, or none with an image.</summary>
    public async Task<StoredImage?> Image(TrainingTaskId id) => id.IsShipped ? ShippedTasks.Image(id) : await store.FindTrainingImage(id);

    /// <summary>The next look reads.</summary>
    public void Forget() => Volatile.Write(ref _read, null);

    private async Task<Reading> Look()
    {
        var now = time.GetUtcNow();
        if (Volatile.Read(ref _read) is { } known && now - known.At < ReadAgainAfter) return known;
        var own = await All(store.TrainingTasks, t => t.Id);
        var retired = (await All(store.RetiredTrainingTasks, id => id)).ToFrozenSet();
        var all = ShippedTasks.All.Concat(own).ToList();
        var read = new Reading(now, [.. all.Where(t => !retired.Contains(t.Id))], [.. own], all.ToFrozenDictionary(t => t.Id), retired);
        Volatile.Write(ref _read, read);
        return read;
    }

    private static async Task<List<T>> All<T>(Func<TrainingTaskId, int, Task<ImmutableArray<T>>> read, Func<T, TrainingTaskId> idOf)
    {
        var found = new List<T>();
        while (found.Count < 2 * MostOwn) // retired ones of the product are among them
        {
            var page = await read(found.Count == 0 ? default : idOf(found[^1]), Page);
            found.AddRange(page);
            if (page.Length < Page) break;
        }
        return found;
    }

    private sealed record Reading(
        DateTimeOffset At, ImmutableArray<TrainingTask> InUse, ImmutableArray<TrainingTask> Own, FrozenDictionary<TrainingTaskId, TrainingTask> ById,
        FrozenSet<TrainingTaskId> Retired);
}
