using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : ISanctionStore
{
    private readonly SortedDictionary<long, Sanction> _sanctions = [];
    private readonly HashSet<(WorkerId, CaptchaId)> _forgiven = [];

    public Task<Sanction> AddSanction(Sanction sanction)
    {
        lock (_lock)
        {
            if (_sanctions.Values.FirstOrDefault(s => s.Origin == sanction.Origin) is { } known) return Task.FromResult(known);
            var stored = SanctionJson.Stored(sanction);
            _sanctions.Add(sanction.Id.Value, stored);
            return Task.FromResult(stored);
        }
    }

    public Task<Sanction?> FindSanction(SanctionId id)
    {
        lock (_lock) return Task.FromResult(_sanctions.GetValueOrDefault(id.Value));
    }

    public Task<Sanction?> FindSanction(string origin)
    {
        lock (_lock) return Task.FromResult(_sanctions.Values.FirstOrDefault(s => s.Origin == origin));
    }

    public Task<bool> ChangeSanction(Sanction next, ImmutableArray<CaptchaId> forgiven)
    {
        lock (_lock)
        {
            if (!_sanctions.TryGetValue(next.Id.Value, out var stored)) return Task.FromResult(false);
            if (stored.Version != next.Version - 1) return Task.FromResult(SanctionJson.Write(stored) == SanctionJson.Write(next));
            _sanctions[next.Id.Value] = SanctionJson.Stored(next);
            foreach (var captcha in forgiven) _forgiven.Add((next.Worker, captcha));
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<Sanction>> SanctionsOf(WorkerId worker, SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_sanctions.Values.Reverse().Where(s => s.Worker == worker && !(s.Id.Value >= before?.Value)).Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Sanction>> SanctionsInForce(WorkerId worker, DateTimeOffset now)
    {
        lock (_lock)
            return Task.FromResult(_sanctions.Values.Where(s => s.Worker == worker && s.HoldsAt(StoredTime.Cut(now)))
                .OrderByDescending(s => s.What).ThenByDescending(s => s.Id.Value).Take(Pages.MaxTake).ToImmutableArray());
    }

    public Task<ImmutableArray<Sanction>> SanctionsNotEnded(SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_sanctions.Values.Reverse().Where(s => SanctionMachine.IsInForce(s.Status) && !(s.Id.Value >= before?.Value)).Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Sanction>> WaitingAppeals(SanctionId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_sanctions.Values.Where(s => s.Status == SanctionStatus.Appealed && s.Id.Value > after.Value).Take(take).ToImmutableArray());
    }
}
