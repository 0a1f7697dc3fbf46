using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>
/// Leases live in memory, so what holds of them holds within the memory of one actor: until it leaves, dies, or reads its row again because a commit
/// was uncertain.
/// </summary>
public sealed class LeaseAudit(SimWorld world, Database database)
{
    public const string NotTwice = "Nobody is given a captcha twice, as far as its actor remembers";
    public const string OneOpen = "A worker has one assignment open, as far as his actor remembers";

    private readonly HashSet<AssignmentId> _granted = [];
    private readonly HashSet<(AssignmentId, Money)> _rates = [];
    private readonly Dictionary<CaptchaId, TimeSpan> _firstGrants = [];
    private readonly Dictionary<Activation, Dictionary<(WorkerId, int), DateTimeOffset>> _leases = [];
    private readonly Dictionary<Activation, Assignment> _open = [];

    /// <summary>Whether any actor of this captcha ever gave it to this worker.</summary>
    public bool WasGranted(AssignmentId id) => _granted.Contains(id);

    /// <summary>Whether any actor of this captcha ever gave it to this worker at this rate.</summary>
    public bool WasGrantedAt(AssignmentId id, Money rate) => _rates.Contains((id, rate));

    /// <summary>When somebody first had it; null: nobody yet.</summary>
    public TimeSpan? FirstGrant(CaptchaId captcha) => _firstGrants.TryGetValue(captcha, out var at) ? at : null;

    /// <summary>To be asked before a call, and handed in after it.</summary>
    internal int MemoryOf(ActorKey key) => key.Kind == ActorKind.Captcha ? database.ReadsOf(new CaptchaId(key.Number)) : 0;

    internal void Executed(Activation activation, string method, object?[] args, object? result, int memory)
    {
        switch (method)
        {
            case nameof(ICaptcha.Lease) when result is LeaseResult { Assignment: { } granted }: Granted(activation, granted, memory); break;
            case nameof(IWorker.Begin) when result is BeginResult { IsBegun: true }: Began(activation, (Assignment)args[0]!); break;
        }
    }

    /// <summary>A worker is free at once, while he still looks up what he may do next, and whether he finds it or not.</summary>
    internal void Calling(Activation activation, string method, object?[] args)
    {
        if (method == nameof(IWorker.Ended)) Ended(activation, (CaptchaId)args[0]!);
    }

    /// <summary>A captcha that could not reach the worker keeps his lease all the same.</summary>
    internal void Failed(ActorKey key, string method, object?[] args)
    {
        if (method == nameof(ICaptcha.Lease)) _granted.Add(new AssignmentId(new CaptchaId(key.Number), (WorkerId)args[0]!));
    }

    private void Granted(Activation activation, Assignment assignment, int memoryBefore)
    {
        var (captcha, worker) = (assignment.Id.Captcha, assignment.Id.Worker);
        _granted.Add(assignment.Id);
        _rates.Add((assignment.Id, assignment.Rate));
        _firstGrants.TryAdd(captcha, world.Elapsed);
        if (database.ReadsOf(captcha) != memoryBefore) return; // it forgot something during the call
        if (!_leases.TryGetValue(activation, out var leases)) _leases.Add(activation, leases = []);
        var memory = (worker, memoryBefore);
        if (leases.TryAdd(memory, assignment.GrantedAt) || leases[memory] == assignment.GrantedAt) return;
        world.Fail(NotTwice, $"captcha {captcha} went to worker {worker} at {leases[memory]:HH:mm:ss.fff} and at {assignment.GrantedAt:HH:mm:ss.fff}");
    }

    private void Began(Activation activation, Assignment assignment)
    {
        _granted.Add(assignment.Id);
        _rates.Add((assignment.Id, assignment.Rate));
        if (_open.TryGetValue(activation, out var before) && before.Id != assignment.Id && activation.Now < before.LeaseEndsAt)
            world.Fail(OneOpen, $"{assignment.Id} began while {before.Id} was open until {before.LeaseEndsAt:HH:mm:ss.fff}");
        _open[activation] = assignment;
    }

    private void Ended(Activation activation, CaptchaId captcha)
    {
        if (_open.TryGetValue(activation, out var open) && open.Id.Captcha == captcha) _open.Remove(activation);
    }
}
