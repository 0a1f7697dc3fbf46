using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IGoldStore
{
    private readonly SortedDictionary<long, GoldEntry> _gold = [];
    private readonly Dictionary<(WorkerId, CaptchaId), GoldView> _views = [];

    public Task AddGold(GoldEntry entry, CaptchaImages images)
    {
        lock (_lock)
        {
            if (!_gold.TryAdd(entry.Id.Value, entry with { AddedAt = StoredTime.Cut(entry.AddedAt), Until = StoredTime.Cut(entry.Until), Tally = default }))
                return Task.CompletedTask;
            foreach (var (part, image) in ImageParts.Of(images)) _images.Add((entry.Id.Value, part), image);
        }
        return Task.CompletedTask;
    }

    public Task<GoldEntry?> FindGold(CaptchaId id)
    {
        lock (_lock) return Task.FromResult(_gold.TryGetValue(id.Value, out var entry) ? Counted(entry) : null);
    }

    public Task<ImmutableArray<GoldEntry>> GoldIn(GoldState state, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(_gold.Values.Where(g => g.State == state && g.Id > after).Take(take).Select(Counted).ToImmutableArray());
    }

    public Task<bool> UseGold(CaptchaId id, ImmutableArray<WorkerId> had)
    {
        lock (_lock)
        {
            if (!_gold.TryGetValue(id.Value, out var entry) || entry.State != GoldState.Growing) return Task.FromResult(false);
            _gold[id.Value] = entry with { State = GoldState.InUse, Had = had };
            return Task.FromResult(true);
        }
    }

    public Task<bool> RetireGold(CaptchaId id, GoldEnd why)
    {
        lock (_lock)
        {
            if (!_gold.TryGetValue(id.Value, out var entry) || entry.State == GoldState.Retired) return Task.FromResult(false);
            _gold[id.Value] = entry with { State = GoldState.Retired, Why = why };
            if (why != GoldEnd.Doubted) return Task.FromResult(true);
            foreach (var view in _views.Values.Where(v => v.Gold == id))
            {
                var key = (view.Worker, view.Captcha, EvidenceSource.Gold);
                if (_evidence.TryGetValue(key, out var evidence)) _evidence[key] = evidence with { Weight = 0 };
            }
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<CaptchaId>> GoldSeen(WorkerId worker, CaptchaId from, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
            return Task.FromResult(_views.Values.Where(v => v.Worker == worker && v.Gold >= from).Select(v => v.Gold).Order().Take(take).ToImmutableArray());
    }

    public Task<CaptchaId?> FindGoldView(CaptchaId gold, WorkerId worker)
    {
        lock (_lock) return Task.FromResult<CaptchaId?>(_views.TryGetValue((worker, gold), out var view) ? view.Captcha : null);
    }

    public Task<ImmutableArray<Evidence>> GoldEvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
            return Task.FromResult(_evidence.Values.Where(e => e.Worker == worker && e.Source == EvidenceSource.Gold).OrderByDescending(e => e.At)
                .ThenByDescending(e => e.Captcha).Take(take).Reverse().ToImmutableArray());
    }

    private GoldEntry Counted(GoldEntry entry)
    {
        var ended = _views.Values.Where(v => v.Gold == entry.Id && v.Agreed is not null).ToList();
        return entry with
        {
            Tally = new GoldTally(ended.Count(v => v.Agreed == true), ended.Count(v => v.Agreed == false),
                ended.Count(v => v is { Agreed: true, IsHigh: true }), ended.Count(v => v is { Agreed: false, IsHigh: true })),
        };
    }

    private void Write(GoldView view)
    {
        var key = (view.Worker, view.Gold);
        if (!_views.TryAdd(key, view) && _views[key].Captcha == view.Captcha && view.Agreed is not null) _views[key] = view;
    }
}
