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

    /// <summary>Members of one page.</summary>
    public const int MostShown = 500;

    /// <summary>Matches of one page: each member has one with a smaller account, and some have more.</summary>
    public const int MostReasonsShown = 2_000;

    /// <summary>Of one bucket, about half a megabyte; then weak ones go first, and of those the oldest. All together there are 320,000.</summary>
    public const int MostSignals = 5_000;

    /// <summary>Of one bucket, about half a megabyte; then single weak ones go first, and when there are none further ones are not kept. All together there are 80,000.</summary>
    public const int MostMatches = 5_000;

    /// <summary>
    /// Accounts of which the same value is kept, the latest. Of a strong signal all of them are one cluster, and one would do; a weak one is compared with no more, or a
    /// public network would be everybody's.
    /// </summary>
    public const int MostOfOneValue = 50;

    /// <summary>
    /// Up to so many members all reasons for a link are kept. In a larger cluster a further reason tells nothing, and would take the room of other people's: there only
    /// what makes it grow is kept, one match for each account.
    /// </summary>
    public const int AllReasonsUpTo = 20;

    private const int MostMarks = 2_000;

    /// <summary>What is full loses a twentieth at once, so that not every signal has to sort.</summary>
    private const int Twentieth = 20;

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
            if (same.Find(s => s.Worker == signal.Worker) is { } known)
                return signal.At - known.At < SeenAgainAfter ? content : new SignalBucket(content.Signals.Replace(known, signal));
            var signals = same.Count < MostOfOneValue ? content.Signals : content.Signals.Remove(same.MinBy(s => s.At)!);
            return new SignalBucket(Fitting(signals.Add(signal)));
        });
        // Also when the signal was known: whoever recorded it may have died before this.
        await Add(signal, others);
    }

    public async Task<WorkerId> ClusterOf(WorkerId worker) => (await Clusters()).ClusterOf(worker);

    public async Task<WorkerId> LimitGroupOf(WorkerId worker)
    {
        var cluster = (await Clusters()).ClusterOf(worker);
        return await MarkOf(worker) is null ? cluster : worker;
    }

    public async Task<ImmutableArray<WorkerId>> SharingLimits(WorkerId worker, ImmutableArray<WorkerId> others)
    {
        var group = await LimitGroupOf(worker);
        var sharing = ImmutableArray.CreateBuilder<WorkerId>();
        foreach (var other in others)
            if (await LimitGroupOf(other) == group) sharing.Add(other);
        return sharing.ToImmutable();
    }

    public async Task<ClusterView> Cluster(WorkerId worker, WorkerId after, int take)
    {
        var clusters = await Clusters();
        var (cluster, size) = (clusters.ClusterOf(worker), clusters.SizeOf(worker));
        var rest = clusters.Members(worker).Where(m => m.Value > after.Value).OrderBy(m => m.Value).ToList();
        var members = rest.Take(Math.Clamp(take, 1, MostShown)).ToImmutableArray();
        var shown = members.ToHashSet();
        var matches = ImmutableArray.CreateBuilder<AccountMatch>();
        foreach (var bucket in _matches)
            foreach (var match in (await bucket.Value() ?? MatchBucket.Empty).Matches)
                if (matches.Count < MostReasonsShown && shown.Contains(match.Other) && clusters.ClusterOf(match.One) == cluster) matches.Add(match);
        return new ClusterView(cluster, size, members, matches.ToImmutable(), await MarkOf(worker)) { Next = rest.Count > members.Length ? members[^1] : null };
    }

    public async Task<ImmutableArray<ClusterLine>> Clusters(WorkerId after, int take)
    {
        var clusters = await Clusters();
        var marks = (await _marks.Value() ?? ClusterMarks.None).All.Select(m => (m.Cluster, m.Size)).ToHashSet();
        return [.. clusters.Named().Where(c => c.Cluster.Value > after.Value).OrderBy(c => c.Cluster.Value).Take(Math.Clamp(take, 1, MostShown))
            .Select(c => new ClusterLine(c.Cluster, c.Size, marks.Contains((c.Cluster, c.Size))))];
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
            : [.. matching.OrderByDescending(s => s.At).Take(MostOfOneValue).Select(s => s.Worker)];
    }

    private static ImmutableArray<LinkSignal> Fitting(ImmutableArray<LinkSignal> signals)
    {
        if (signals.Length <= MostSignals) return signals;
        var oldest = signals.OrderBy(s => LinkRules.IsStrong(s.Kind)).ThenBy(s => s.At).Take(MostSignals / Twentieth).ToHashSet();
        return signals.RemoveAll(oldest.Contains);
    }

    /// <summary>At most one write for each bucket of matches.</summary>
    private async Task Add(LinkSignal signal, ImmutableArray<WorkerId> others)
    {
        var clusters = await Clusters();
        var matches = others
            .Where(o => clusters.ClusterOf(o) != clusters.ClusterOf(signal.Worker) || clusters.SizeOf(o) <= AllReasonsUpTo)
            .Select(o => AccountMatch.Of(signal, o));
        foreach (var found in matches.GroupBy(m => StableHash($"{m.One}-{m.Other}") % MatchBuckets).ToList())
        {
            var bucket = _matches[found.Key];
            await Change(bucket, MatchBucket.Empty, content => With(content, found));
            var pairs = found.Select(Pair).ToHashSet();
            foreach (var pair in (await bucket.Value() ?? MatchBucket.Empty).Matches.Where(m => pairs.Contains(Pair(m))).GroupBy(Pair))
                if (LinkRules.AreLinked(pair)) (await Clusters()).Join(pair.Key.One, pair.Key.Other);
        }
    }

    private static MatchBucket With(MatchBucket content, IEnumerable<AccountMatch> found)
    {
        var all = content.Matches;
        foreach (var match in found)
        {
            var known = all.Where(m => Pair(m) == Pair(match) && m.Kind == match.Kind).ToList();
            // Of two who are linked, another device or network is nothing new.
            if (known.Exists(m => m.Value == match.Value) || (known.Count > 0 && LinkRules.AreLinked(all.Where(m => Pair(m) == Pair(match))))) continue;
            all = all.Add(match);
        }
        return all.Length == content.Matches.Length ? content : new MatchBucket(Fitting(all));
    }

    /// <summary>A single weak match shows itself again with the next sign-in; a link may have been seen once.</summary>
    private static ImmutableArray<AccountMatch> Fitting(ImmutableArray<AccountMatch> matches)
    {
        if (matches.Length <= MostMatches) return matches;
        var single = matches.GroupBy(Pair).Where(pair => !LinkRules.AreLinked(pair)).SelectMany(pair => pair)
            .OrderBy(m => m.At).Take(MostMatches / Twentieth).ToHashSet();
        var kept = matches.RemoveAll(single.Contains);
        return kept.Length <= MostMatches ? kept : kept[..MostMatches];
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
