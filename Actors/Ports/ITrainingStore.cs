using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Ports;

/// <summary>How far workers are in their training, and the tasks that operators added or retired. Every call can be repeated.</summary>
public interface ITrainingStore
{
    /// <summary>Null: he has not begun.</summary>
    Task<TrainingRecord?> FindTraining(WorkerId worker);

    /// <summary>Replaces the version before.</summary>
    /// <param name="next">Its version is one above the stored one; 1 where nothing is stored.</param>
    /// <returns>False: another change was faster. The same change again is true.</returns>
    /// <exception cref="StoreUncertainException">It may or may not have been written.</exception>
    Task<bool> SaveTraining(TrainingRecord next);

    /// <summary>Adds a task and its image, both or none; one of the same number stands as it is.</summary>
    /// <param name="image">Null: it has none.</param>
    /// <exception cref="StoreUncertainException">It may or may not have been added.</exception>
    Task AddTrainingTask(TrainingTask task, StoredImage? image);

    /// <summary>The tasks that operators added, those that are retired too, ascending.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<TrainingTask>> TrainingTasks(TrainingTaskId after, int take);

    /// <summary>Null: no such task of operators, or none with an image.</summary>
    Task<StoredImage?> FindTrainingImage(TrainingTaskId id);

    /// <summary>No run that begins from now on has this task, wherever it comes from.</summary>
    /// <returns>False: it is retired already.</returns>
    /// <exception cref="StoreUncertainException">It may or may not have happened.</exception>
    Task<bool> RetireTrainingTask(TrainingTaskId id);

    /// <summary>The tasks that are retired, ascending.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<TrainingTaskId>> RetiredTrainingTasks(TrainingTaskId after, int take);
}
