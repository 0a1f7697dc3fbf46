using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage.Tests.Beds;

/// <summary>One store as its ports.</summary>
public sealed class OpenStore(IMarketStore market, IPeopleStore people, IStateStore states, IAsyncDisposable? owned) : IAsyncDisposable
{
    public IMarketStore Market => market;

    public IPeopleStore People => people;

    public IStateStore States => states;

    public ICallbackStore Callbacks => (ICallbackStore)market;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
