using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Core.Reports;

/// <summary>
/// What one step of a report says of workers' answers: of those who gave the delivered one, in confident mode several, each by himself; and of the second
/// one's as soon as it is known whether it was right. Of two different answers nobody knows that before the moderator says.
/// </summary>
public static class ReportEvidence
{
    /// <param name="captcha">The reported one.</param>
    /// <param name="weight">0 … 1; the same for all answers.</param>
    public static ImmutableArray<Evidence> Of(
        ReportState next, ReportEffects effects, CaptchaState captcha, EvidenceSource source, double weight, DateTimeOffset now, ComparisonOptions comparison)
    {
        var pieces = ImmutableArray.CreateBuilder<Evidence>(2);
        var right = effects.HasFlag(ReportEffects.EvidenceRight);
        if ((right || effects.HasFlag(ReportEffects.EvidenceWrong)) && next.Worker is { } first)
            foreach (var giver in captcha.Crowd?.Givers ?? [first])
                pieces.Add(new Evidence(giver, next.Captcha, source, captcha.Request.Kind, right, weight, now, DomainOf(captcha.Request)));
        // It is an answer of its own, to the captcha of the recheck, by which evidence of it is told from other evidence about him.
        if (effects.HasFlag(ReportEffects.EvidenceOfSecond) && next is { Second: { } second, SecondAnswer: { } answer, Recheck: { } recheck })
        {
            // Without a moderator's word the answers were equal, and whatever one of them is worth the other one is.
            var isRight = next.Resolution is not { } word || AnswerComparison.Same(captcha.Request, word, answer, comparison);
            pieces.Add(new Evidence(second, recheck, source, captcha.Request.Kind, isRight, weight, now));
        }
        return pieces.DrainToImmutable();
    }

    private static string? DomainOf(CaptchaRequest request) =>
        request.Kind == Kind.RecaptchaV3 && DomainName.TryParse(request.Token?.PageUrl, out var name) ? name.Value : null;
}
