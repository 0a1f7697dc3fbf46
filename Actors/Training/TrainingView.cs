using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Training;

/// <summary>Where a worker stands.</summary>
/// <param name="Task">The one that is asked for now, or that was answered wrongly at last; null: no run, or all are answered.</param>
/// <param name="Worker">Whether he needs the training is his status.</param>
public sealed record TrainingView(TrainingRecord Record, TrainingTask? Task, WorkerView Worker)
{
    public TrainingRun? Run => Record.Run;
}

/// <summary>What came of an answer.</summary>
/// <param name="Flaw">It has not the form of an answer; nothing has happened. Null: it has.</param>
/// <param name="Verdict">Null: it was malformed.</param>
/// <param name="View">Afterwards.</param>
public sealed record TrainingReply(TrainingVerdict? Verdict, Core.Captchas.AnswerFlaw? Flaw, TrainingView View);
