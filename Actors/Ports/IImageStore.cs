using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Deletes the images of captchas that nobody needs any more.</summary>
public interface IImageStore
{
    /// <summary>Captchas with images that one call looks at, at most.</summary>
    const int MostLookedAt = 5_000;

    /// <summary>
    /// Looks at the next captchas that have images, in ascending order, and deletes those of all that have ended and are due. An image stays while a report of its captcha goes on
    /// or waits for a moderator, and while it is a gold task that grows or is in use. What has no captcha, as the operators' own gold tasks, stays. Repeating it changes nothing more.
    /// </summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="take">1 … <see cref="MostLookedAt"/>.</param>
    /// <exception cref="StoreUncertainException">Some of them may or may not have been deleted.</exception>
    Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due);
}

/// <param name="SubmittedBefore">Images of captchas that were submitted before this time are due.</param>
/// <param name="Disputed">But for these.</param>
/// <param name="DisputedBefore">Which are due when they were submitted before this time.</param>
public sealed record ImagesDue(DateTimeOffset SubmittedBefore, ImmutableArray<CaptchaId> Disputed, DateTimeOffset DisputedBefore);

/// <param name="Last">The last captcha that was looked at; null: no images are behind the position.</param>
/// <param name="Old">How many of them were submitted before the time, whether their images stay or not.</param>
/// <param name="Deleted">How many of them lost their images by this call.</param>
public sealed record ImagePage(CaptchaId? Last, int Old, int Deleted);
