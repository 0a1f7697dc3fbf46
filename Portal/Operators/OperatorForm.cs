using CaptchaGrains.Portal.OperatorApi;

namespace CaptchaGrains.Portal.Operators;

/// <summary>For the partial <c>_Reason</c>.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Hint">Who reads the reason.</param>
/// <param name="Reason">What was typed before it was refused.</param>
/// <param name="Longest">Characters.</param>
public sealed record OperatorForm(string Id, string Hint, string? Reason = null, int Longest = DomainCalls.LongestReason)
{
    /// <summary>One that only the audit log keeps.</summary>
    public static OperatorForm ForTheLog(string id, string? reason = null) => new(id, OperatorTexts.ReasonHint, reason);
}
