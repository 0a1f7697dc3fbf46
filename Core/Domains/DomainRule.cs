namespace CaptchaGrains.Core.Domains;

/// <summary>What an operator or an owner said of a domain and all below it.</summary>
/// <param name="Name">As <see cref="DomainName"/> keeps it.</param>
/// <param name="Standing">Open: an exception of an operator from the shipped list, or from his own rule for a domain above.</param>
/// <param name="DecidedBy">Such as <c>operator:7</c>.</param>
public sealed record DomainRule(string Name, RuleSource Source, DomainStanding Standing, string Reason, string DecidedBy, DateTimeOffset DecidedAt)
{
    public DomainPolicy ToPolicy() => new(Standing, Reason, DecidedBy, DecidedAt) { Source = Source, Name = Name };
}
