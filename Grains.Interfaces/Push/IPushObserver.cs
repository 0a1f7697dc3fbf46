using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Grains.Interfaces.Push;

/// <summary>A host where workers and customers wait. It hears in batches, because Orleans runs the calls to one observer one after another.</summary>
[Alias("push-observer")]
public interface IPushObserver : IGrainObserver
{
    /// <summary>Returns at once; its return tells the sender that the next batch may come.</summary>
    Task Deliver(ImmutableArray<PushedNews> batch);
}

/// <param name="MatchedWith">The captcha is for this worker, if he still waits; null: the captcha has ended.</param>
public sealed record PushedNews(CaptchaId Captcha, WorkerId? MatchedWith);
