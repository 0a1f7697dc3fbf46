using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Imaging.Captchas;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Demo;

/// <summary>
/// Simulated workers in this process. They ask for texts in images only, look at them as a browser does, through the store, and "read" those that carry their
/// answer; any other image they give back as unreadable.
/// </summary>
/// <param name="seed">One seed gives each worker the same times, mistakes and whims again.</param>
public sealed partial class DemoWorkers(
    WorkerDesk desk, IMarketStore store, ImmutableArray<WorkerId> workers, WorkerHabits habits, int seed, TimeProvider time, ILogger<DemoWorkers> logger)
{
    /// <summary>Attempts to hand in one answer while the store is full.</summary>
    private const int MostAttempts = 5;

    private static readonly ImmutableArray<Kind> Wanted = [Kind.ImageText];

    /// <summary>Told of every answer that counted; may be called by several workers at once.</summary>
    public event Action<AssignmentId, string>? Answered;

    /// <summary>Works until it is stopped, or until every worker has gone home after too many failures.</summary>
    public async Task Run(CancellationToken stop)
    {
        habits.Validate();
        await Task.WhenAll(workers.Select((worker, i) => Work(worker, new Random(unchecked(seed * 31 + i)), stop)));
    }

    private async Task Work(WorkerId worker, Random random, CancellationToken stop)
    {
        await Task.Yield();
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await One(worker, random, stop)) { failures = 0; continue; }
                failures++;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // whatever fails, a simulated worker tries again a few times, like a person
            catch (Exception e)
            {
                LogFailure(logger, worker.Value, e);
                failures++;
            }
#pragma warning restore CA1031
            if (habits.PauseAfter(failures) is not { } pause)
            {
                LogGone(logger, worker.Value, failures);
                return;
            }
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Leave(worker);
    }

    /// <returns>False when he could not work; a wait that ends without work is a success.</returns>
    private async Task<bool> One(WorkerId worker, Random random, CancellationToken stop)
    {
        var asked = time.GetTimestamp();
        var next = await desk.Next(worker, Wanted, habits.WaitForWork, stop);
        if (next.Assignment is not { } assignment)
            // "Nothing" at once means that the host has no room for another one who waits.
            return next.Verdict == ReadyVerdict.MayWork && (stop.IsCancellationRequested || time.GetElapsedTime(asked) >= habits.FirstPause);

        var image = await store.FindImage(assignment.Pictures, ImagePart.Captcha);
        await Task.Delay(habits.ThinkingTime(random), time, stop);
        var seen = image is null ? null : TextCaptcha.TryReadAnswer(image.Bytes.AsSpan());
        if (string.IsNullOrEmpty(seen) || random.NextDouble() < habits.SkipShare)
        {
            await desk.GiveBack(assignment.Id, AttemptEnd.Unreadable);
            return true;
        }
        return await HandIn(assignment, random.NextDouble() < habits.ErrorShare ? Slip.In(seen, random) : seen, stop);
    }

    private async Task<bool> HandIn(Assignment assignment, string answer, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            switch ((await desk.Answer(assignment.Id, answer)).Outcome)
            {
                case AnswerOutcome.Accepted:
                    Answered?.Invoke(assignment.Id, answer);
                    return true;
                case AnswerOutcome.Malformed:
                    await desk.GiveBack(assignment.Id, AttemptEnd.OtherReason);
                    return true;
                case AnswerOutcome.TryAgain:
                    await Task.Delay(habits.FirstPause, time, stop);
                    break;
                default:
                    return true; // somebody else has it now
            }
        }
        return false;
    }

    private async Task Leave(WorkerId worker)
    {
        try { await desk.Pause(worker); }
        catch (OutcomeUnknownException e) { LogFailure(logger, worker.Value, e); }
    }

    [LoggerMessage(1, LogLevel.Warning, "The simulated worker {Worker} failed and tries again")]
    private static partial void LogFailure(ILogger logger, long worker, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The simulated worker {Worker} goes home after {Failures} failures in a row")]
    private static partial void LogGone(ILogger logger, long worker, int failures);
}
