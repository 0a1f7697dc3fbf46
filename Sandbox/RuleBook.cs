using System.Collections.Immutable;

namespace CaptchaGrains.Sandbox;

/// <summary>The script: rules in the order in which they were added. Many may use it at once.</summary>
public sealed class RuleBook
{
    /// <summary>A test suite has some dozens; each request looks through all of them.</summary>
    public const int MostRules = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _left = [];
    private ImmutableArray<Rule> _rules = [];
    private long _next = 1;

    public ImmutableArray<Rule> Rules
    {
        get { lock (_lock) return _rules; }
    }

    /// <returns>The rule with its number; null: there are as many as there may be.</returns>
    public Rule? Add(Rule rule)
    {
        lock (_lock)
        {
            if (_rules.Length >= MostRules) return null;
            rule = rule with { Id = _next++ };
            _rules = _rules.Add(rule);
            if (rule.Times is { } times) _left[rule.Id] = times;
            return rule;
        }
    }

    /// <summary>How often it still counts; null: always.</summary>
    public int? Left(Rule rule)
    {
        lock (_lock) return _left.TryGetValue(rule.Id, out var left) ? left : null;
    }

    public bool Remove(long id)
    {
        lock (_lock)
        {
            _left.Remove(id);
            var rest = _rules.RemoveAll(r => r.Id == id);
            if (rest.Length == _rules.Length) return false;
            _rules = rest;
            return true;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _left.Clear();
            _rules = [];
        }
    }

    /// <summary>The first rule that covers the request and is not used up; taking it uses it once.</summary>
    public Rule? Take(ScriptedRequest request)
    {
        lock (_lock)
        {
            foreach (var rule in _rules)
            {
                if (!rule.Match.Covers(request)) continue;
                if (!_left.TryGetValue(rule.Id, out var left)) return rule;
                if (left == 0) continue;
                _left[rule.Id] = left - 1;
                return rule;
            }
            return null;
        }
    }
}
