using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

public sealed class DomainBoardActor : IDomainBoard, IActor
{
    /// <summary>A change rewrites one of so many pieces, not all of them.</summary>
    public const int Buckets = 16;

    /// <summary>Rules of one bucket: about a megabyte. All together there are 80,000.</summary>
    public const int MostRules = 5_000;

    /// <summary>Declarations that wait; operators are people, and would not read more.</summary>
    public const int MostPending = 2_000;

    /// <summary>Of one customer, so that he leaves room for the others.</summary>
    public const int MostPendingOfOne = 50;

    /// <summary>A second activation may have written: what is in memory is never older than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(15);

    /// <summary>Somebody else wrote between our read and our write; more often than this in a row is no coincidence.</summary>
    private const int MostTries = 4;

    private readonly ActorServices _services;
    private readonly IActorContext _context;
    private readonly OwnState<RuleBucket>[] _buckets;
    private readonly OwnState<PendingDeclarations> _pending;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private int _writing;

    public DomainBoardActor(ActorServices services, IActorContext context)
    {
        (_services, _context) = (services, context);
        _buckets = [.. Enumerable.Range(0, Buckets).Select(n => new OwnState<RuleBucket>(services.States.For<RuleBucket>($"domain-rules/{n}")))];
        _pending = new OwnState<PendingDeclarations>(services.States.For<PendingDeclarations>("domain-declarations"));
    }

    public async Task<RuleVerdict> Put(DomainRule rule)
    {
        if (!DomainName.TryParse(rule.Name, out var name) || name.Value != rule.Name) return RuleVerdict.NoDomain;
        return await Change(rule.Name, rules =>
        {
            var at = IndexOf(rules, rule.Name, rule.Source);
            if (at >= 0) return rules[at] == rule ? rules : rules.SetItem(at, rule);
            return rules.Length < MostRules ? rules.Add(rule) : null;
        }) ? RuleVerdict.Kept : RuleVerdict.TooMany;
    }

    public Task Remove(string name, RuleSource source) => Change(name, rules =>
        IndexOf(rules, name, source) is >= 0 and var at ? rules.RemoveAt(at) : rules);

    public async Task<DomainPolicy> Policy(string domain)
    {
        if (!DomainName.TryParse(domain, out var name)) return DomainPolicy.Default;
        var rules = ImmutableArray.CreateBuilder<DomainRule>();
        foreach (var part in name.Within())
            foreach (var rule in (await Bucket(BucketOf(part)).Value() ?? RuleBucket.Empty).Rules)
                if (rule.Name == part) rules.Add(rule);
        return new DomainRules(ShippedList.Rules, rules).For(name);
    }

    public async Task<RuleNews> News(ImmutableArray<long> known)
    {
        Refresh();
        // Together: after a restart sixteen reads in a row would keep the first submissions waiting.
        var contents = await Task.WhenAll(_buckets.Select(async b => await b.Value() ?? RuleBucket.Empty));
        return new RuleNews([.. contents
            .Select((content, n) => new RuleBucketNews(n, content))
            .Where(news => known.Length != Buckets || known[news.Bucket] != news.Content.Revision)]);
    }

    public async Task<bool> Submit(PendingDeclaration declaration)
    {
        Refresh();
        var pending = (await _pending.Value() ?? PendingDeclarations.None).All;
        if (pending.Any(p => Same(p, declaration))) return true;
        if (pending.Length >= MostPending || pending.Count(p => p.Customer == declaration.Customer) >= MostPendingOfOne) return false;
        await Write(_pending, new PendingDeclarations(pending.Add(declaration)));
        return true;
    }

    public async Task Settle(PendingDeclaration declaration)
    {
        Refresh();
        var pending = (await _pending.Value() ?? PendingDeclarations.None).All;
        if (pending.Any(p => Same(p, declaration))) await Write(_pending, new PendingDeclarations(pending.RemoveAll(p => Same(p, declaration))));
    }

    public async Task<ImmutableArray<PendingDeclaration>> Pending()
    {
        Refresh();
        return (await _pending.Value() ?? PendingDeclarations.None).All;
    }

    public Task Wake() => Task.CompletedTask;

    private static bool Same(PendingDeclaration one, PendingDeclaration other) => one.Customer == other.Customer && one.Domain == other.Domain;

    private OwnState<RuleBucket> Bucket(int number)
    {
        Refresh();
        return _buckets[number];
    }

    private async Task<bool> Change(string name, Func<ImmutableArray<DomainRule>, ImmutableArray<DomainRule>?> change)
    {
        var bucket = Bucket(BucketOf(name));
        for (var tries = 1; ; tries++)
        {
            var content = await bucket.Value() ?? RuleBucket.Empty;
            if (change(content.Rules) is not { } rules) return false;
            if (rules == content.Rules) return true;
            try
            {
                await Write(bucket, new RuleBucket(content.Revision + 1, rules));
                return true;
            }
            catch (StoreConflictException) when (tries < MostTries) { /* read again, and decided again */ }
            finally { _services.Policies.Expire(); } // this process is the first to know, also of a write that may have happened
        }
    }

    private async Task Write<T>(OwnState<T> state, T value) where T : class
    {
        _writing++;
        try { await state.Write(value); }
        finally { _writing--; }
    }

    // Not while a write is under way: its version would be overtaken by what the read finds.
    private void Refresh()
    {
        if (_writing > 0 || _context.Now - _readAt < ReadAgainAfter) return;
        _readAt = _context.Now;
        foreach (var bucket in _buckets) bucket.Forget();
        _pending.Forget();
    }

    private static int IndexOf(ImmutableArray<DomainRule> rules, string name, RuleSource source)
    {
        for (var i = 0; i < rules.Length; i++)
            if (rules[i].Name == name && rules[i].Source == source) return i;
        return -1;
    }

    /// <summary>The same in every process and every version: it says where a rule is stored.</summary>
    private static int BucketOf(string name)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var c in name) hash = (hash ^ c) * 16777619;
        return (int)(hash % Buckets);
    }
}
