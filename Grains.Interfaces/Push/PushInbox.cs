using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Grains.Interfaces.Push;

/// <summary>
/// Where a host hears of matches. Its address goes with every offer and is all that a shard needs to find the host again: nothing is registered anywhere, so
/// nothing has to be restored after a lost silo, and a restarted host has a new address.
/// </summary>
public sealed class PushInbox : IPushObserver, IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly IPushObserver _reference;
    private Action<WorkerId, CaptchaId>? _onMatched;

    public PushInbox(IGrainFactory grains)
    {
        _grains = grains;
        _reference = grains.CreateObjectReference<IPushObserver>(this);
        Address = _reference.GetGrainId().ToString();
    }

    /// <summary>Unique for each process that ever ran.</summary>
    public string Address { get; }

    /// <param name="onMatched">Must not block.</param>
    public void DeliverTo(Action<WorkerId, CaptchaId> onMatched) => _onMatched = onMatched;

    public Task Matched(ImmutableArray<PushedMatch> batch)
    {
        foreach (var match in batch) _onMatched?.Invoke(match.Worker, match.Captcha);
        return Task.CompletedTask;
    }

    public void Dispose() => _grains.DeleteObjectReference<IPushObserver>(_reference);
}
