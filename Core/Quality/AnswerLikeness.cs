using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Quality;

/// <summary>How the answers of one captcha compare, by its own rules.</summary>
/// <param name="Same">Whether two answers are the same one.</param>
/// <param name="LookAlike">Whether one may be a typical mistake for the other (0 and O, a square on an edge).</param>
public sealed record AnswerLikeness(Func<string, string, bool> Same, Func<string, string, bool> LookAlike)
{
    /// <summary>As a recheck compares them, and as mistakes are judged.</summary>
    /// <param name="request">Of an answerable kind.</param>
    public static AnswerLikeness Of(CaptchaRequest request, ComparisonOptions comparison, MistakeOptions mistakes) => new(
        (a, b) => AnswerComparison.Same(request, a, b, comparison),
        (a, b) => MistakeJudge.Judge(request, a, b, comparison, mistakes) == MistakeVerdict.TypicalMistake);
}
