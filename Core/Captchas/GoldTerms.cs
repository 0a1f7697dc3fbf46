using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Captchas;

/// <summary>What makes a captcha a gold task: its answer is known, and it is for one worker, to whom it looks like any other.</summary>
/// <param name="Gold">The task on the shelf, whose images are shown.</param>
/// <param name="Worker">Nobody else may have it.</param>
/// <param name="Answer">The known one, in the form in which answers are kept.</param>
/// <param name="IsHigh">His rating for the kind was high when it was made: what he answers weighs when the known answer is doubted.</param>
/// <param name="Until">It ends unsolved at this time, whatever the lifetime of its kind.</param>
public sealed record GoldTerms(CaptchaId Gold, WorkerId Worker, string Answer, bool IsHigh, DateTimeOffset Until);
