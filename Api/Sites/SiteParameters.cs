using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Api.Sites;

/// <summary>Parameters of the calls about a customer's own sites.</summary>
internal static class SiteParameters
{
    private const string Why = "Why you may automate the site: it is yours, its owner agreed, it invites tests, or somebody needs it to have access.";

    public static readonly Parameter Domain = new(null, new ParameterName("domain"), "text", "", "", "The host, or an address with one; with its sub-domains.") { IsRequired = true };

    public static readonly Parameter Ground = new(null, new ParameterName("ground"), "text", "own_site, contract, test_programme, accessibility", "", Why) { IsRequired = true };

    public static readonly Parameter Note = new(null, new ParameterName("note"), "text", $"at most {SiteDeclaration.LongestNote} characters", "",
        "For the operator who confirms it: where he sees that it is so.");

    public static readonly Parameter[] All = [Domain, Ground, Note];
}
