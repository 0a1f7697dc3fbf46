using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What operators do with gold tasks. Each act is in the audit log before it is done; the known answer is not, for the log is shown to others.</summary>
public sealed class GoldDesk(IGoldStore shelf, IMarketStore store, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    /// <summary>Puts a task of the house's own on the shelf; workers may get it within a minute.</summary>
    /// <param name="answer">In any form that a worker could send.</param>
    /// <returns>Its number, or what is wrong with the answer.</returns>
    /// <exception cref="ArgumentException">Nobody can answer this kind again.</exception>
    /// <exception cref="OutcomeUnknownException">It may or may not be there.</exception>
    public async Task<(CaptchaId Id, AnswerFlaw? Flaw)> Add(Act act, TaskReading task, string answer)
    {
        var request = task.Request ?? throw new ArgumentException("The task was refused.", nameof(task));
        if (request.Kind.Traits().Family != KindFamily.Answerable) throw new ArgumentException("A token can be made once.", nameof(task));
        var (known, flaw) = AnswerForm.Check(request, answer);
        if (known is null) return (default, flaw ?? AnswerFlaw.Empty);
        var id = new CaptchaId(await repeat.UntilKnown(() => store.LeaseIds(IdSequence.Captcha, 1)));
        var now = time.GetUtcNow();
        await Append(new AuditEntry(act.Id, now, act.By, "gold.added", $"gold:{id}", JsonSerializer.Serialize(new { kind = request.Kind.ToString() })));
        var entry = new GoldEntry
        {
            Id = id,
            Request = request with { CallbackUrl = null, SoftwareId = 0, Domain = null },
            Answer = known,
            Origin = GoldOrigin.Own,
            State = GoldState.InUse,
            AddedAt = now,
        };
        await repeat.UntilKnown(() => shelf.AddGold(entry, task.Images));
        return (id, null);
    }

    /// <summary>Takes a task off the shelf; nobody gets it any more after a few minutes. What workers answered stays evidence.</summary>
    /// <param name="isWrong">The known answer is wrong: it counts against nobody.</param>
    /// <returns>False: there is no such task, or it is retired.</returns>
    /// <exception cref="OutcomeUnknownException">It may or may not be off.</exception>
    public async Task<bool> TakeOff(Act act, CaptchaId id, string reason, bool isWrong)
    {
        if (await repeat.UntilKnown(() => shelf.FindGold(id)) is not { State: not GoldState.Retired }) return false;
        await Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, "gold.taken_off", $"gold:{id}", JsonSerializer.Serialize(new { reason, isWrong })));
        // A second try after a lost reply finds it retired, by this act.
        await repeat.UntilKnown(() => shelf.RetireGold(id, isWrong ? GoldEnd.Doubted : GoldEnd.TakenOff));
        return true;
    }

    /// <summary>Tasks in a state, in ascending order.</summary>
    public Task<ImmutableArray<GoldEntry>> In(GoldState state, CaptchaId after, int take) => repeat.UntilKnown(() => shelf.GoldIn(state, after, take));

    private Task Append(AuditEntry entry) => repeat.UntilKnown(() => audit.Append(entry).AsTask());
}
