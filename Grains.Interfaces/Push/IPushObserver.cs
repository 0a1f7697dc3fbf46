using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Grains.Interfaces.Push;

/// <summary>A host where workers wait. It hears of their matches in batches, because Orleans runs the calls to one observer one after another.</summary>
[Alias("push-observer")]
public interface IPushObserver : IGrainObserver
{
    /// <summary>Returns at once; its return tells the sender that the next batch may come.</summary>
    Task Matched(ImmutableArray<PushedMatch> batch);
}

/// <summary>This captcha is for this worker, if he still waits.</summary>
public sealed record PushedMatch(WorkerId Worker, CaptchaId Captcha);
