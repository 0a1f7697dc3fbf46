using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;

namespace CaptchaGrains.Actors.Captchas;

public sealed partial class CaptchaActor
{
    /// <summary>Makes sure that it waits for a worker: in a shard, or, where several answer, by the votes on it.</summary>
    private async Task Enqueue()
    {
        var state = _state!;
        if (state.Gold is not null) // it is for the worker who has it, or for nobody
        {
            Arm();
            return;
        }
        _queuedUntil = context.Now + services.Dispatch.RequeueEvery;
        Arm();
        if (services.Rules.KeepsBack?.Invoke(state.Recheck is { IsVote: true } vote ? vote.Of : id) == true) return;
        if (!state.IsVotedOn)
        {
            await EnqueueAt(_shard ??= services.Shards.ForTicket(state.Request.Kind), state);
            return;
        }
        Tell(services.Actors.Crowd(id).Continue());
        await CatchUp(); // of an end that was committed elsewhere this actor hears nothing
    }

    private async Task EnqueueAt(ShardKey shard, CaptchaState state)
    {
        try
        {
            var reply = await services.Actors.Shard(shard).Enqueue(TicketOf(state));
            services.Shards.Learn(shard, state.Request.Kind, reply);
            if (reply.Verdict != QueueVerdict.Full) return;
        }
        catch (Exception) when (_state is { IsEnded: false }) { /* the shard is lost or late: another one, soon */ }
        _shard = null;
        _queuedUntil = context.Now + RetryAfter;
        Arm();
    }

    private void Arm()
    {
        if (_state is not { IsEnded: false } state) return;
        // One that is voted on has no time of its own at which something happens: it looks after its votes.
        if (state.DueAt is not { } due) context.WakeAt(_queuedUntil);
        else context.WakeAt(state.Status == CaptchaStatus.Queued && _queuedUntil > DateTimeOffset.MinValue && _queuedUntil < due ? _queuedUntil : due);
    }
}
