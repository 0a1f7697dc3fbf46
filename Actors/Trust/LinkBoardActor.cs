using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;

namespace CaptchaGrains.Actors.Trust;

public sealed class LinkBoardActor : ILinkBoard, IActor
{
    /// <summary>A signal rewrites one of so many pieces.</summary>
    public const int SignalBuckets = 64;

    public const int MatchBuckets = 16;

    /// <summary>Members and matches of one view.</summary>
    public const int MostShown = 500;

    /// <summary>Of one bucket, about half a megabyte; then the oldest go. All together there are 320,000.</summary>
    public const int MostSignals = 5_000;

    /// <summary>Of one bucket; further ones are not kept. All together there are 80,000 pairs.</summary>
    public const int MostMatches = 5_000;

    private const int MostMarks = 2_000;

    /// <summary>Accounts with which one weak signal is compared, the latest: a public network would otherwise be everybody's.</summary>
    private const int MostCompared = 50;

    /// <summary>The same signal again, sooner than this, tells nothing new.</summary>
    private static readonly TimeSpan SeenAgainAfter = TimeSpan.FromHours(1);

    private const int MostTries = 4;

    private readonly OwnState<SignalBucket>[] _signals;
    private readonly OwnState<MatchBucket>[] _matches;
    private readonly OwnState<ClusterMarks> _marks;
    private AccountClusters? _clusters;

    public LinkBoardActor(ActorServices services)
    {
        _signals = [.. Enumerable.Range(0, SignalBuckets).Select(n => new OwnState<SignalBucket>(services.States.For<SignalBucket>($"link-signals/{n}")))];
        _matches = [.. Enumerable.Range(0, MatchBuckets).Select(n => new OwnState<MatchBucket>(services.States.For<MatchBucket>($"link-matches/{n}")))];
        _marks = new OwnState<ClusterMarks>(services.States.For<ClusterMarks>("link-marks"));
    }

    public async Task Record(LinkSignal signal)
    {
        var bucket = _signals[StableHash(signal.Value) % SignalBuckets];
        var others = ImmutableArray<WorkerId>.Empty;
        await Change(bucket, SignalBucket.Empty, content =>
        {
            var same = content.Signals.Where(s => s.Kind == signal.Kind && s.Value == signal.Value).ToList();
            others = Compared(signal, same);
            if (same.Find(s => s.Worker == signal.Worker) is not { } known) return new SignalBucket(Newest(content.Signals.Add(signal)));
            return signal.At - known.At < SeenAgainAfter ? content : new SignalBucket(content.Signals.Replace(known, signal));
        });
        // Also when the signal was known: whoever recorded it may have died before this.
        foreach (var other in others) await Add(AccountMatch.Of(signal, other));
    }

    public async Task<WorkerId> ClusterOf(WorkerId worker) => (await Clusters()).ClusterOf(worker);

    public async Task<WorkerId> LimitGroupOf(WorkerId worker)
    {
        var cluster = (await Clusters()).ClusterOf(worker);
        return await MarkOf(worker) is null ? cluster : worker;
    }

    public async Task<ClusterView> Cluster(WorkerId worker)
    {
        var clusters = await Clusters();
        var members = clusters.Members(worker).Take(MostShown).ToImmutableArray();
        var shown = members.ToHashSet();
        var matches = ImmutableArray.CreateBuilder<AccountMatch>();
        foreach (var bucket in _matches)
            foreach (var match in (await bucket.Value() ?? MatchBucket.Empty).Matches)
                if (matches.Count < MostShown && shown.Contains(match.One) && shown.Contains(match.Other)) matches.Add(match);
        return new ClusterView(clusters.ClusterOf(worker), clusters.SizeOf(worker), members, matches.ToImmutable(), await MarkOf(worker));
    }

    public async Task<bool> Mark(WorkerId worker, ClusterMark? mark)
    {
        var clusters = await Clusters();
        var (cluster, size) = (clusters.ClusterOf(worker), clusters.SizeOf(worker));
        if (size < 2) return false;
        var hasRoom = true;
        await Change(_marks, ClusterMarks.None, content =>
        {
            var others = content.All.RemoveAll(m => m.Cluster == cluster);
            if (mark is null) return others.Length == content.All.Length ? content : new ClusterMarks(others);
            hasRoom = others.Length < MostMarks;
            return hasRoom ? new ClusterMarks(others.Add(mark with { Cluster = cluster, Size = size })) : content;
        });
        return hasRoom;
    }

    public Task Wake() => Task.CompletedTask;

    private static ImmutableArray<WorkerId> Compared(LinkSignal signal, List<LinkSignal> same)
    {
        var matching = same.Where(s => LinkRules.Match(signal, s));
        // Whoever has the same strong signal is in one cluster already: one of them stands for all.
        return LinkRules.IsStrong(signal.Kind)
            ? [.. matching.OrderBy(s => s.Worker.Value).Take(1).Select(s => s.Worker)]
            : [.. matching.OrderByDescending(s => s.At).Take(MostCompared).Select(s => s.Worker)];
    }

    private static ImmutableArray<LinkSignal> Newest(ImmutableArray<LinkSignal> signals) =>
        signals.Length <= MostSignals ? signals : signals.Remove(signals.MinBy(s => s.At)!);

    private async Task Add(AccountMatch match)
    {
        var bucket = _matches[StableHash($"{match.One}-{match.Other}") % MatchBuckets];
        await Change(bucket, MatchBucket.Empty, content =>
            content.Matches.Length >= MostMatches || content.Matches.Any(m => Pair(m) == Pair(match) && m.Kind == match.Kind && m.Value == match.Value)
                ? content
                : new MatchBucket(content.Matches.Add(match)));
        if (LinkRules.AreLinked((await bucket.Value() ?? MatchBucket.Empty).Matches.Where(m => Pair(m) == Pair(match)))) (await Clusters()).Join(match.One, match.Other);
    }

    private async Task<ClusterMark?> MarkOf(WorkerId worker)
    {
        var clusters = await Clusters();
        var (cluster, size) = (clusters.ClusterOf(worker), clusters.SizeOf(worker));
        return (await _marks.Value() ?? ClusterMarks.None).All.FirstOrDefault(m => m.Cluster == cluster && m.Size == size);
    }

    private async ValueTask<AccountClusters> Clusters()
    {
        if (_clusters is { } known) return known;
        var clusters = new AccountClusters();
        var buckets = await Task.WhenAll(_matches.Select(async b => await b.Value() ?? MatchBucket.Empty));
        foreach (var pair in buckets.SelectMany(b => b.Matches).GroupBy(Pair))
            if (LinkRules.AreLinked(pair)) clusters.Join(pair.Key.One, pair.Key.Other);
        // Two may have come for the first time at once: what either joined since counts in the one that is kept.
        return _clusters ??= clusters;
    }

    private async Task Change<T>(OwnState<T> state, T empty, Func<T, T> change) where T : class
    {
        for (var tries = 1; ; tries++)
        {
            var content = await state.Value() ?? empty;
            var next = change(content);
            if (ReferenceEquals(next, content)) return;
            try
            {
                await state.Write(next);
                return;
            }
            catch (Exception e) when (e is StoreConflictException or StoreUncertainException)
            {
                _clusters = null; // another activation knows more, or nobody knows: read again
                if (e is StoreUncertainException || tries == MostTries) throw;
                foreach (var bucket in _matches) bucket.Forget();
            }
        }
    }

    private static (WorkerId One, WorkerId Other) Pair(AccountMatch match) => (match.One, match.Other);

    /// <summary>The same in every process and every version: it says where something is stored.</summary>
    private static uint StableHash(string text)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var c in text) hash = (hash ^ c) * 16777619;
        return hash;
    }
}
