using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>How the operators' calls name things.</summary>
internal static class Words
{
    public static string Of(DomainStanding standing) => standing == DomainStanding.Denied ? "denied" : "open";

    public static string Of(RuleSource source) => source switch
    {
        RuleSource.Owner => "owner",
        RuleSource.Shipped => "shipped",
        _ => "operator",
    };

    public static DeclarationReply Of(CustomerId customer, SiteDeclaration d) => new(
        customer.Value, d.Domain, DeclarationWords.Of(d.Ground), d.Note, DeclarationWords.Of(d.State), d.DeclaredAt, d.DecidedBy, d.DecidedAt, d.Reason, d.ExpiresAt);
}
