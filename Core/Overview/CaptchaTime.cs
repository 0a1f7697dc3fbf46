using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Overview;

/// <summary>One captcha of a sample.</summary>
/// <param name="Took">From submission to its end; null: it is open.</param>
/// <param name="IsSolved">It ended with an answer.</param>
public sealed record CaptchaTime(CaptchaId Id, Kind Kind, TimeSpan? Took, bool IsSolved);
