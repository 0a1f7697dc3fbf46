using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Captchas;

/// <summary>What is kept of captchas that were refused for the domain on which they stand: the domain, and not the page.</summary>
internal static class Refusals
{
    public const string Act = "captcha.refused";

    /// <param name="policy">Null: the page names no certain host.</param>
    public static AuditEntry Denied(Submission submission, DomainName domain, DomainPolicy? policy, DateTimeOffset now) => policy is null
        ? Entry(submission, "", "no_certain_host", null, now)
        : Entry(submission, domain.Value, policy.Source switch
        {
            RuleSource.Owner => "owner_opted_out",
            RuleSource.Operator => "operator_denied",
            _ => "deny_list",
        }, policy.Name, now);

    public static AuditEntry NotAuthorized(Submission submission, string? domain, DateTimeOffset now) =>
        Entry(submission, domain ?? "", "not_authorized", null, now);

    private static AuditEntry Entry(Submission submission, string domain, string why, string? rule, DateTimeOffset now) => new(
        $"refusal/{submission.Id}", now, $"customer:{submission.Customer}", Act, domain,
        JsonSerializer.Serialize(new { captcha = submission.Id.Value, kind = submission.Request.Kind.ToString(), why, rule }));
}
