namespace CaptchaGrains.Actors.Desks;

/// <summary>
/// Repeats a call until its outcome is known. A timeout or a lost silo means "unknown", never "failed"; every operation of the actors has an id
/// and can be repeated.
/// </summary>
public sealed class Repeat(DeskOptions options, TimeProvider time)
{
    /// <exception cref="OutcomeUnknownException">Still unknown after <see cref="DeskOptions.TotalTimeout"/>.</exception>
    public async Task<T> UntilKnown<T>(Func<Task<T>> call)
    {
        var start = time.GetTimestamp();
        var pause = options.RepeatAfter;
        while (true)
        {
            // The pause may have taken longer than asked for; what is known at once still counts.
            var left = options.TotalTimeout - time.GetElapsedTime(start);
            if (left < TimeSpan.Zero) left = TimeSpan.Zero;
            Exception failure;
            try
            {
                return await call().WaitAsync(Min(left, options.AttemptTimeout), time);
            }
            catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException))
            {
                failure = e;
            }
            left = options.TotalTimeout - time.GetElapsedTime(start);
            if (left <= pause) throw new OutcomeUnknownException(failure);
            await Task.Delay(pause, time);
            pause = Min(pause * 2, TimeSpan.FromSeconds(1));
        }
    }

    public Task UntilKnown(Func<Task> call) => UntilKnown(async () =>
    {
        await call();
        return true;
    });

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

/// <summary>Nobody knows whether it happened: repeat it with the same id, later.</summary>
public sealed class OutcomeUnknownException(Exception inner) : Exception("The outcome is unknown: " + inner.Message, inner);
