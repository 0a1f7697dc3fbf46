using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Grains.Interfaces.Push;

/// <summary>
/// Where a host hears of matches and ends. Its address goes with every offer and every waiting read, and is all that an actor needs to find the host again: nothing is registered anywhere, so
/// nothing has to be restored after a lost silo, and a restarted host has a new address.
/// </summary>
public sealed class PushInbox : IPushObserver, IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly IPushObserver _reference;
    private Action<WorkerId, CaptchaId>? _onMatched;
    private Action<CaptchaId>? _onEnded;

    public PushInbox(IGrainFactory grains)
    {
        _grains = grains;
        _reference = grains.CreateObjectReference<IPushObserver>(this);
        Address = _reference.GetGrainId().ToString();
    }

    /// <summary>Unique for each process that ever ran.</summary>
    public string Address { get; }

    /// <param name="onMatched">Must not block.</param>
    public void DeliverMatches(Action<WorkerId, CaptchaId> onMatched) => _onMatched = onMatched;

    /// <param name="onEnded">Must not block.</param>
    public void DeliverEnds(Action<CaptchaId> onEnded) => _onEnded = onEnded;

    public Task Deliver(ImmutableArray<PushedNews> batch)
    {
        foreach (var news in batch)
        {
            if (news.MatchedWith is { } worker) _onMatched?.Invoke(worker, news.Captcha);
            else _onEnded?.Invoke(news.Captcha);
        }
        return Task.CompletedTask;
    }

    public void Dispose() => _grains.DeleteObjectReference<IPushObserver>(_reference);
}
