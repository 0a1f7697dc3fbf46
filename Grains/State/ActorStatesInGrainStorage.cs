using CaptchaGrains.Actors.Ports;
using Orleans.Storage;

namespace CaptchaGrains.Grains.State;

/// <summary>State of actors in Orleans' grain storage. The storage is asked directly, because the actor says when to read.</summary>
internal sealed class ActorStatesInGrainStorage(IGrainStorage storage) : IActorStates
{
    public IActorState<T> For<T>(string key) where T : class => new ActorStateInGrainStorage<T>(storage, key);
}

internal sealed class ActorStateInGrainStorage<T>(IGrainStorage storage, string key) : IActorState<T> where T : class
{
    private const string Name = "state";

    // The key as a whole is the row's key: "worker/12" cannot be mistaken for a number in any notation.
    private readonly GrainId _id = GrainId.Create("actor", key);
    private GrainState<Kept<T>> _row = new(new Kept<T>());

    public T? Value => _row.State?.Value;

    public async Task Read()
    {
        var row = new GrainState<Kept<T>>(new Kept<T>());
        try { await storage.ReadStateAsync(Name, _id, row); }
        catch (Exception e) { throw new StoreUncertainException($"The state '{key}' could not be read.", e); }
        _row = row;
    }

    public async Task Write(T value)
    {
        var row = new GrainState<Kept<T>>(new Kept<T> { Value = value }, _row.ETag) { RecordExists = _row.RecordExists };
        try { await storage.WriteStateAsync(Name, _id, row); }
        catch (InconsistentStateException) { throw new StoreConflictException(key); }
        catch (Exception e) { throw new StoreUncertainException($"Nobody knows whether the state '{key}' was written.", e); }
        _row = row;
    }
}

/// <summary>What grain storage keeps: it wants a type that it can make itself, which our records are not.</summary>
internal sealed class Kept<T> where T : class
{
    public T? Value { get; set; }
}
