using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Demo;

/// <summary>How one simulated submission ended.</summary>
public enum LoadEnd
{
    Right = 1,
    Wrong = 2,
    Unsolvable = 3,

    /// <summary>Not accepted: no money, no slot.</summary>
    Refused = 4,

    /// <summary>No answer came while the customer waited, or something failed.</summary>
    Lost = 5,
}

/// <param name="Captcha">Null where none was accepted.</param>
public sealed record LoadResult(LoadEnd End, CaptchaId? Captcha);
