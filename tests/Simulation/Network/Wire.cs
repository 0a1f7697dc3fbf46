using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Network;

/// <summary>
/// Requests and replies between processes: late, lost, doubled, out of order. The caller hears of a timeout when no reply came in time;
/// whether the request was carried out he does not know.
/// </summary>
public sealed class Wire(SimWorld world, Func<Faults> faults, SimCounts counts)
{
    private static readonly TimeSpan Quickest = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(400);

    /// <summary>Longer than any timeout between processes, so that what was given up still arrives.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(6);

    /// <summary>Asks another process.</summary>
    /// <param name="to">Null: nobody is there.</param>
    /// <param name="serve">Runs in the other process.</param>
    /// <param name="mayRepeat">Whether the wire may carry the request out twice.</param>
    public Task<T> Ask<T>(SimProcess from, SimProcess? to, TimeSpan timeout, string what, object about, bool mayRepeat, Func<Task<T>> serve)
    {
        var reply = new TaskCompletionSource<T>();
        var deadline = world.After(from, timeout, () =>
        {
            world.Note(from, "gives up waiting for", what, about);
            reply.TrySetException(new TimeoutException($"No reply to {what}."));
        });
        var now = faults();
        if (to is null || world.Chance(now.LostRequest))
        {
            counts.LostRequests++;
            world.Note(from, to is null ? "finds nobody for" : "request lost:", what, about);
            return reply.Task;
        }
        var copies = mayRepeat && world.Chance(now.Duplicate) ? 2 : 1;
        if (copies > 1) counts.Duplicates++;
        for (var copy = 0; copy < copies; copy++) world.After(world.Nature, Latency(), Arrive);
        return reply.Task;

        void Arrive()
        {
            if (to.IsAlive) world.Post(to, () => _ = Serve());
            // A broken connection is noticed at once, or never.
            else if (world.Chance(0.5)) Answer(() => reply.TrySetException(new ProcessGoneException(to.Name)));
        }

        async Task Serve()
        {
            world.Note(to, "serves", what, about);
            T result;
            try
            {
                result = await serve();
            }
            catch (Exception e)
            {
                world.Note(to, "failed:", what, about, e.Message);
                RequireExpected(e, what);
                Answer(() => reply.TrySetException(e));
                return;
            }
            Answer(() => reply.TrySetResult(result));
        }

        void Answer(Action complete)
        {
            if (world.Chance(faults().LostReply))
            {
                counts.LostReplies++;
                world.Note(to, "reply lost:", what, about);
                return;
            }
            world.After(from, Latency(), () =>
            {
                deadline.Cancel();
                complete();
            });
        }
    }

    /// <summary>Tells another process something; nobody waits for a reply.</summary>
    public void Send(SimProcess to, Action deliver) => world.After(to, Latency(), deliver);

    private TimeSpan Latency()
    {
        var slow = faults().SlowMessage;
        if (!world.Chance(slow)) return world.Between(Quickest, Usual);
        return world.Chance(0.2) ? world.Between(Slow, Slowest) : world.Between(Usual, Slow);
    }

    /// <summary>What an actor or a desk may answer with when a process, a message or the store failed it. Anything else is a defect of its own.</summary>
    private void RequireExpected(Exception e, string what)
    {
        if (e is TimeoutException or ProcessGoneException or Actors.Ports.StoreUncertainException or Actors.Ports.StoreBusyException
            or Actors.Ports.StoreConflictException or Actors.Desks.OutcomeUnknownException) return;
        world.Fail("Calls fail only with what their contract names", $"{what}: {e}");
    }
}

/// <summary>The process that was asked is dead.</summary>
public sealed class ProcessGoneException(string name) : Exception($"{name} is gone.");
