using System.Security.Cryptography;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Training;

/// <summary>
/// A worker's training. His record is one row with a version, so that of two browsers one is first; what follows from a passed exam is done after it is on record, and again
/// by whoever looks next where a process died between the two.
/// </summary>
public sealed class TrainingDesk(ITrainingStore store, TaskShelf shelf, ISanctionStore sanctions, IActors actors, Repeat repeat, TimeProvider time, TrainingOptions? options = null)
{
    /// <summary>Losing a race so often in a row would be a mistake of ours.</summary>
    private const int MostTries = 4;

    private readonly TrainingOptions _options = options ?? TrainingOptions.Default;

    /// <summary>Tasks of a run.</summary>
    public int LengthOf(TrainingPart part) => TrainingSorts.All.Length * _options.PerSort(part);

    /// <exception cref="OutcomeUnknownException">It cannot be told now.</exception>
    public async Task<TrainingView> View(WorkerId worker) => await ViewOf(await Settled(await Find(worker)));

    /// <summary>Begins a part; a run that is open is given up.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not have begun.</exception>
    public async Task<TrainingReply> Begin(WorkerId worker, TrainingPart part)
    {
        var pool = await repeat.UntilKnown(shelf.InUse);
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        return await Change(worker, record => Task.FromResult(TrainingRules.Begin(record, part, pool, seed, _options, Now())));
    }

    /// <param name="run">The number of the worker's run.</param>
    /// <param name="position">Of the task in it, from 0.</param>
    /// <param name="answer">In any form that a worker could send.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not count; the same answer again is told what came of it.</exception>
    public async Task<TrainingReply> Answer(WorkerId worker, int run, int position, string? answer)
    {
        var record = await Settled(await Find(worker));
        if (record.Run is { } open && open.Number == run && position >= 0 && position < open.Tasks.Length
            && await repeat.UntilKnown(() => shelf.Find(open.Tasks[position])) is { } asked)
        {
            var (kept, flaw) = AnswerForm.Check(asked.Request, answer);
            if (flaw is not null) return new TrainingReply(null, flaw, await ViewOf(record));
            answer = kept;
        }
        return await Change(worker, async now =>
        {
            var task = now.Run?.Current is { } current ? await repeat.UntilKnown(() => shelf.Find(current)) : null;
            return position < 0 ? (TrainingVerdict.OutOfOrder, now) : TrainingRules.Answer(now, run, position, task, answer ?? "", Now());
        });
    }

    /// <summary>From the beginning, at any time. Doing it again changes nothing.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not have happened.</exception>
    public Task<TrainingReply> StartOver(WorkerId worker) => Change(worker, record => Task.FromResult((TrainingVerdict.Right, TrainingRules.StartOver(record))));

    /// <summary>The image of the task that this worker is asked for now, or that he answered wrongly at last.</summary>
    /// <returns>Null: that run is over, its turn is over or has not come, or it has no image.</returns>
    public async Task<StoredImage?> Image(WorkerId worker, int run, int position)
    {
        var record = await Find(worker);
        return record.Run is { } open && open.Number == run && open.Position == position && open.Current is { } task
            ? await repeat.UntilKnown(() => shelf.Image(task))
            : null;
    }

    private async Task<TrainingReply> Change(WorkerId worker, Func<TrainingRecord, Task<(TrainingVerdict, TrainingRecord)>> decide)
    {
        for (var tries = 1; ; tries++)
        {
            var record = await Settled(await Find(worker));
            var (verdict, next) = await decide(record);
            if (ReferenceEquals(next, record)) return new TrainingReply(verdict, null, await ViewOf(record));
            if (await repeat.UntilKnown(() => store.SaveTraining(next))) return new TrainingReply(verdict, null, await ViewOf(await Settled(next)));
            if (tries == MostTries) throw new StoreConflictException($"training/{worker}");
        }
    }

    private async Task<TrainingRecord> Find(WorkerId worker) => await repeat.UntilKnown(() => store.FindTraining(worker)) ?? new TrainingRecord(worker);

    /// <summary>Does what follows from a passed exam, if that is still to be done: the kinds first, then the end of the trainings that were ordered before it began.</summary>
    private async Task<TrainingRecord> Settled(TrainingRecord record)
    {
        var settled = TrainingRules.Settle(record);
        if (ReferenceEquals(settled, record)) return record;
        var (worker, run) = (actors.Worker(record.Worker), record.Run!);
        await repeat.UntilKnown(() => worker.Examined(TrainingSorts.Granted(TrainingSorts.All)));
        var inForce = await repeat.UntilKnown(() => sanctions.SanctionsInForce(record.Worker, time.GetUtcNow()));
        if (inForce.FirstOrDefault(s => s.What == SanctionKind.Training && s.At <= run.BeganAt) is { } training)
            await repeat.UntilKnown(() => worker.Passed(training.Id));
        // Whoever is slower finds it settled.
        return await repeat.UntilKnown(() => store.SaveTraining(settled)) ? settled : await Find(record.Worker);
    }

    private async Task<TrainingView> ViewOf(TrainingRecord record)
    {
        var task = record.Run?.Current is { } current ? await repeat.UntilKnown(() => shelf.Find(current)) : null;
        return new TrainingView(record, task, await repeat.UntilKnown(() => actors.Worker(record.Worker).View()));
    }

    /// <summary>As it is stored, so that a repetition is told the same to the last digit.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
