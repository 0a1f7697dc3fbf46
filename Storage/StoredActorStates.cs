using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage;

/// <summary>Actor state in the embedded store, for the hosts that have no grain storage.</summary>
public sealed class StoredActorStates(IStateStore store) : IActorStates
{
    public IActorState<T> For<T>(string key) where T : class => new StoredActorState<T>(store, key);
}
