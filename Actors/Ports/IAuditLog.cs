namespace CaptchaGrains.Actors.Ports;

/// <summary>What was decided and done, for good: entries are added, and never changed or removed.</summary>
public interface IAuditLog
{
    /// <summary>Durable when it returns. An entry whose id is known already is the same entry, and is not added again.</summary>
    /// <exception cref="StoreUncertainException">It may or may not be there; append it again.</exception>
    ValueTask Append(AuditEntry entry, CancellationToken cancellation = default);
}

/// <param name="Id">Names the act, so that its repetition is recognised: <c>refusal/17</c>. At most 200 characters.</param>
/// <param name="Actor">Who did it: <c>operator:7</c>, <c>customer:3</c>, <c>owner:example.com</c>, <c>host</c>. At most 300 characters.</param>
/// <param name="Act">What it was: <c>captcha.refused</c>. At most 100 characters.</param>
/// <param name="Subject">Upon what or whom: a domain, <c>worker:5</c>. At most 300 characters.</param>
/// <param name="Details">All else that a reader needs, as a JSON object; at most 10,000 characters.</param>
public sealed record AuditEntry(string Id, DateTimeOffset At, string Actor, string Act, string Subject, string Details);
