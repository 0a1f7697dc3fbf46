using System.Text.Json;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage;

/// <summary>The state of one actor as JSON in a row of its own. Used by one activation, one turn at a time.</summary>
/// <param name="key">At most 200 characters, unique among all actors: the kind of actor and its id.</param>
public sealed class StoredActorState<T>(IStateStore store, string key) : IActorState<T> where T : class
{
    private long _version;

    public T? Value { get; private set; }

    public async Task Read()
    {
        var stored = await store.Load(key);
        Value = stored is null ? null : JsonSerializer.Deserialize<T>(stored.Json, StateJson.Options);
        _version = stored?.Version ?? 0;
    }

    public async Task Write(T value)
    {
        if (!await store.Save(key, JsonSerializer.Serialize(value, StateJson.Options), _version)) throw new StoreConflictException(key);
        _version++;
        Value = value;
    }
}
