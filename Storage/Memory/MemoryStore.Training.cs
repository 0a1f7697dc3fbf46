using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : ITrainingStore
{
    private readonly Dictionary<WorkerId, TrainingRecord> _training = [];
    private readonly SortedDictionary<long, (TrainingTask Task, StoredImage? Image)> _trainingTasks = [];
    private readonly SortedSet<long> _retiredTasks = [];

    public Task<TrainingRecord?> FindTraining(WorkerId worker)
    {
        lock (_lock) return Task.FromResult(_training.GetValueOrDefault(worker));
    }

    public Task<bool> SaveTraining(TrainingRecord next)
    {
        lock (_lock)
        {
            var stored = _training.GetValueOrDefault(next.Worker);
            if ((stored?.Version ?? 0) != next.Version - 1) return Task.FromResult(stored is not null && TrainingJson.Write(stored) == TrainingJson.Write(next));
            _training[next.Worker] = TrainingJson.Stored(next);
            return Task.FromResult(true);
        }
    }

    public Task AddTrainingTask(TrainingTask task, StoredImage? image)
    {
        lock (_lock) _trainingTasks.TryAdd(task.Id.Value, (task, image));
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<TrainingTask>> TrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(_trainingTasks.Where(t => t.Key > after.Value).Take(take).Select(t => t.Value.Task).ToImmutableArray());
    }

    public Task<StoredImage?> FindTrainingImage(TrainingTaskId id)
    {
        lock (_lock) return Task.FromResult(_trainingTasks.GetValueOrDefault(id.Value).Image);
    }

    public Task<bool> RetireTrainingTask(TrainingTaskId id)
    {
        lock (_lock) return Task.FromResult(_retiredTasks.Add(id.Value));
    }

    public Task<ImmutableArray<TrainingTaskId>> RetiredTrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(_retiredTasks.Where(t => t > after.Value).Take(take).Select(t => new TrainingTaskId(t)).ToImmutableArray());
    }
}
