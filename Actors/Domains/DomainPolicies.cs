using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

/// <summary>
/// The rules as this process last heard of them. They are in force everywhere within a minute: this process asks every ten seconds, the board reads again what is older
/// than fifteen, and what was heard too long ago is not believed any more.
/// </summary>
public sealed class DomainPolicies(IActors actors)
{
    /// <summary>While the board answers, a rule is no later here.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>While it does not, what is known holds so long; then nobody can say who opted out, and nothing is accepted for a domain.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    private readonly Lock _lock = new();
    private ImmutableArray<RuleBucket> _buckets = [];
    private DomainRules _rules = new(ShippedList.Rules, []);
    private DateTimeOffset _heardAt = DateTimeOffset.MinValue;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private Task? _asking;

    /// <returns>Null: nobody can say at the moment.</returns>
    public async ValueTask<DomainPolicy?> For(DomainName domain, DateTimeOffset now)
    {
        // Twice: the first answer may have been on its way when something changed.
        for (var looks = 0; looks < 2; looks++)
        {
            if (Ask(now) is { } asking) await asking;
            lock (_lock)
                if (IsBelievable(now)) return _rules.For(domain);
        }
        return null;
    }

    /// <summary>Something has changed: the next look asks.</summary>
    public void Expire()
    {
        lock (_lock) (_heardAt, _askedAt) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
    }

    // One caller in ten seconds asks and waits; the others go on with what is known while it is believable.
    private Task? Ask(DateTimeOffset now)
    {
        lock (_lock)
        {
            var isRunning = _asking is { IsCompleted: false };
            if (isRunning) return IsBelievable(now) ? null : _asking;
            if (now - _askedAt < Fresh && IsBelievable(now)) return null;
            _askedAt = now;
            return _asking = Hear(now);
        }
    }

    private bool IsBelievable(DateTimeOffset now) => _heardAt > DateTimeOffset.MinValue && now - _heardAt < Longest;

    private async Task Hear(DateTimeOffset now)
    {
        ImmutableArray<RuleBucket> before;
        lock (_lock) before = _buckets;
        try
        {
            var news = await actors.DomainBoard().News([.. before.Select(b => b.Revision)]);
            lock (_lock)
            {
                Take(before.IsEmpty ? [.. Enumerable.Repeat(RuleBucket.Empty, DomainBoardActor.Buckets)] : before, news);
                if (_askedAt > DateTimeOffset.MinValue) _heardAt = now; // else something changed meanwhile
            }
        }
        catch (Exception) { /* what was heard last holds a while; the next look asks again */ }
    }

    private void Take(ImmutableArray<RuleBucket> buckets, RuleNews news)
    {
        foreach (var part in news.Changed) buckets = buckets.SetItem(part.Bucket, part.Content);
        _buckets = buckets;
        if (!news.Changed.IsEmpty) _rules = new DomainRules(ShippedList.Rules, buckets.SelectMany(b => b.Rules));
    }
}
