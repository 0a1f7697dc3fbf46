using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Training;

/// <summary>What operators do with tasks. Each act is in the audit log before it is done; the right answers are not, for the log is shown to others.</summary>
public sealed class TrainingTaskDesk(ITrainingStore store, TaskShelf shelf, IMarketStore market, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    /// <summary>Tasks from which runs are drawn, in ascending order.</summary>
    public async Task<ImmutableArray<TrainingTask>> InUse(TrainingTaskId after, int take) =>
        [.. (await repeat.UntilKnown(shelf.InUse)).Where(t => t.Id.Value > after.Value).Take(take)];

    /// <summary>Adds a task; runs that begin within a minute may have it.</summary>
    /// <param name="answer">In any form that a worker could send.</param>
    /// <returns>Its number, or what is wrong with the answer, or that there are too many.</returns>
    /// <exception cref="ArgumentException">The task does not fit its sort.</exception>
    /// <exception cref="OutcomeUnknownException">It may or may not be there.</exception>
    public async Task<(TrainingTaskId? Id, AnswerFlaw? Flaw)> Add(Act act, TrainingSort sort, CaptchaRequest request, StoredImage? image, string answer, string? hint)
    {
        if (TrainingTask.Flaw(sort, request) is { } wrong) throw new ArgumentException(wrong, nameof(request));
        var (truth, flaw) = AnswerForm.Check(request, answer);
        if (truth is null) return (null, flaw ?? AnswerFlaw.Empty);
        shelf.Forget(); // the bound holds by what is there now
        if ((await repeat.UntilKnown(shelf.Own)).Length >= TaskShelf.MostOwn) return (null, null);
        var id = new TrainingTaskId(TrainingTaskId.FirstOwn + await repeat.UntilKnown(() => market.LeaseIds(IdSequence.TrainingTask, 1)));
        await Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, "training.task_added", $"training:{id}", JsonSerializer.Serialize(new { sort = sort.ToString() })));
        var task = new TrainingTask(id, sort, request with { CallbackUrl = null, SoftwareId = 0, Domain = null, Confident = null }, truth) { Hint = hint };
        await repeat.UntilKnown(() => store.AddTrainingTask(task, image));
        shelf.Forget();
        return (id, null);
    }

    /// <summary>No run that begins after a minute from now has this task. Those that have it go on.</summary>
    /// <returns>False: there is no such task, or it is retired.</returns>
    /// <exception cref="OutcomeUnknownException">It may or may not be retired.</exception>
    public async Task<bool> Retire(Act act, TrainingTaskId id, string reason)
    {
        if (await repeat.UntilKnown(() => shelf.Find(id)) is null || await repeat.UntilKnown(() => shelf.IsRetired(id))) return false;
        await Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, "training.task_retired", $"training:{id}", JsonSerializer.Serialize(new { reason })));
        await repeat.UntilKnown(() => store.RetireTrainingTask(id));
        shelf.Forget();
        return true;
    }

    private Task Append(AuditEntry entry) => repeat.UntilKnown(() => audit.Append(entry).AsTask());
}
