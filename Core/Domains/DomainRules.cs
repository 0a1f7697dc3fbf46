using System.Collections.Frozen;

namespace CaptchaGrains.Core.Domains;

/// <summary>
/// All rules at one moment. An owner's word holds for his name and all below it, whatever an operator says. Otherwise the rule of the longest name decides, and of the
/// same name an operator's before the shipped one. Address literals have no names above them.
/// </summary>
public sealed class DomainRules
{
    private readonly ShippedRules _shipped;
    private readonly FrozenDictionary<string, DomainRule> _owners;
    private readonly FrozenDictionary<string, DomainRule> _operators;

    public DomainRules(ShippedRules shipped, IEnumerable<DomainRule> rules)
    {
        var known = rules.ToList();
        _shipped = shipped;
        _owners = Of(RuleSource.Owner);
        _operators = Of(RuleSource.Operator);

        FrozenDictionary<string, DomainRule> Of(RuleSource source) =>
            known.Where(r => r.Source == source).ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);
    }

    public DomainPolicy For(DomainName domain)
    {
        DomainPolicy? decided = null;
        foreach (var name in domain.Within())
        {
            if (_owners.TryGetValue(name, out var owner) && owner.Standing == DomainStanding.Denied) return owner.ToPolicy();
            decided ??= _operators.TryGetValue(name, out var rule) ? rule.ToPolicy() : _shipped.Find(name);
        }
        return decided ?? DomainPolicy.Default;
    }
}
