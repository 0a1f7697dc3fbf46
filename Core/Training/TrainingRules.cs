using System.Collections.Immutable;

namespace CaptchaGrains.Core.Training;

/// <summary>What can happen in a training. Nothing here has an effect: each rule says what the record is afterwards.</summary>
public static class TrainingRules
{
    /// <summary>
    /// Draws the tasks of a run: of each sort as many as the options say, none that he had before while there are enough others, and in the end never those of the last
    /// run while it can be helped.
    /// </summary>
    /// <param name="seed">Secret and new for each run, so that nobody foresees what comes.</param>
    /// <returns>The tasks in the order of the sorts, and what he has seen afterwards; null: of some sort there are not enough tasks.</returns>
    public static (ImmutableArray<TrainingTask> Tasks, ImmutableArray<TrainingTaskId> Seen)? Draw(
        TrainingRecord record, TrainingPart part, IReadOnlyCollection<TrainingTask> pool, ulong seed, TrainingOptions options)
    {
        var perSort = options.PerSort(part);
        var seen = record.Seen.ToHashSet();
        var last = record.Run?.Tasks.ToHashSet() ?? [];
        var drawn = ImmutableArray.CreateBuilder<TrainingTask>();
        foreach (var sort in TrainingSorts.All)
        {
            var ofSort = pool.Where(t => t.Sort == sort).ToList();
            if (ofSort.Count < perSort) return null;
            if (ofSort.Count(t => !seen.Contains(t.Id)) < perSort) seen.ExceptWith(ofSort.Select(t => t.Id).Where(id => !last.Contains(id)));
            var chosen = ofSort.OrderBy(t => seen.Contains(t.Id)).ThenBy(t => Quality.Draw.Of(seed, t.Id.Value, record.Runs)).Take(perSort).ToList();
            drawn.AddRange(chosen);
        }
        seen.UnionWith(drawn.Select(t => t.Id));
        return (drawn.DrainToImmutable(), [.. seen.OrderBy(id => id.Value)]);
    }

    /// <summary>Begins a part; an open run of either part is given up.</summary>
    public static (TrainingVerdict Verdict, TrainingRecord Record) Begin(
        TrainingRecord record, TrainingPart part, IReadOnlyCollection<TrainingTask> pool, ulong seed, TrainingOptions options, DateTimeOffset now)
    {
        if (part == TrainingPart.Exam && !record.PartOneDone) return (TrainingVerdict.PartOneFirst, record);
        if (Draw(record, part, pool, seed, options) is not var (tasks, seen)) return (TrainingVerdict.NoTasks, record);
        var run = new TrainingRun(record.Runs + 1, part, [.. tasks.Select(t => t.Id)], now);
        return (TrainingVerdict.Right, record with { Version = record.Version + 1, Runs = record.Runs + 1, Run = run, Seen = seen });
    }

    /// <summary>Answers a task of a run. The same answer again gets the same verdict and changes nothing.</summary>
    /// <param name="position">Of the task, from 0.</param>
    /// <param name="task">The one that is asked for now; null: a later version of the product does not have it any more.</param>
    /// <param name="answer">In the form in which answers are kept.</param>
    public static (TrainingVerdict Verdict, TrainingRecord Record) Answer(
        TrainingRecord record, int run, int position, TrainingTask? task, string answer, DateTimeOffset now)
    {
        if (record.Run is not { } open || open.Number != run) return (TrainingVerdict.RunOver, record);
        if (position < open.Position) return (open.Given[position] == answer ? TrainingVerdict.Right : TrainingVerdict.AnsweredBefore, record);
        if (open.Status == TrainingRunStatus.Failed && position == open.Position && open.Mistake!.Given == answer) return (TrainingVerdict.Wrong, record);
        if (open.Status != TrainingRunStatus.Open) return (TrainingVerdict.RunOver, record);
        if (position > open.Position) return (TrainingVerdict.OutOfOrder, record);
        if (task is null || task.Id != open.Current) return (TrainingVerdict.RunOver, record);
        var next = record with { Version = record.Version + 1 };
        if (!task.IsRight(answer)) return (TrainingVerdict.Wrong, next with { Run = open with { Mistake = new TrainingMistake(answer, task.Truth) } });
        var further = open with { Given = open.Given.Add(answer), Mistake = null };
        next = next with { Run = further };
        if (further.Status != TrainingRunStatus.Passed) return (TrainingVerdict.Right, next);
        return (TrainingVerdict.Right, further.Part == TrainingPart.One ? next with { PartOneDone = true } : next with { PassedAt = now });
    }

    /// <summary>What was granted for a passed exam stands: the next training begins at the beginning.</summary>
    public static TrainingRecord Settle(TrainingRecord record) => record.Run is { Part: TrainingPart.Exam, Status: TrainingRunStatus.Passed, IsSettled: false } passed
        ? record with { Version = record.Version + 1, PartOneDone = false, Run = passed with { IsSettled = true } }
        : record;

    /// <summary>From the beginning. What he has seen stays seen; and what an exam granted stays granted.</summary>
    public static TrainingRecord StartOver(TrainingRecord record) => record is { Run: null, PartOneDone: false }
        ? record
        : record with { Version = record.Version + 1, PartOneDone = false, Run = null };
}
