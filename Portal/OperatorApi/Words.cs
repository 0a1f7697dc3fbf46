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

    public static DeclarationGround? Ground(string? text) => text switch
    {
        "own_site" => DeclarationGround.OwnSite,
        "contract" => DeclarationGround.Contract,
        "test_programme" => DeclarationGround.TestProgramme,
        "accessibility" => DeclarationGround.Accessibility,
        _ => null,
    };

    public static DeclarationReply Of(CustomerId customer, SiteDeclaration d) => new(
        customer.Value, d.Domain, Of(d.Ground), d.Note, d.State.ToString().ToLowerInvariant(), d.DeclaredAt, d.DecidedBy, d.DecidedAt, d.Reason, d.ExpiresAt);

    private static string Of(DeclarationGround ground) => ground switch
    {
        DeclarationGround.OwnSite => "own_site",
        DeclarationGround.Contract => "contract",
        DeclarationGround.TestProgramme => "test_programme",
        _ => "accessibility",
    };
}
