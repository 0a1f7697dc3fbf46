namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// The state of one actor that is not money: a profile, a policy. Backed by Orleans grain storage in the cluster and by the embedded store in one process.
/// </summary>
public interface IActorState<T> where T : class
{
    /// <summary>As last read or written; null: nothing was ever written.</summary>
    T? Value { get; }

    Task Read();

    /// <exception cref="StoreConflictException">Another activation wrote meanwhile: read again.</exception>
    /// <exception cref="StoreUncertainException">Written or not, nobody knows: read again.</exception>
    Task Write(T value);
}

/// <summary>Gives each actor its own state.</summary>
public interface IActorStates
{
    /// <param name="key">Unique for the actor and the kind of state, such as <c>customer/12</c>.</param>
    IActorState<T> For<T>(string key) where T : class;
}

public sealed class StoreConflictException(string key) : Exception($"The state '{key}' was changed by somebody else.");

/// <summary>Where <see cref="IActorState{T}"/> keeps values in the embedded editions: one row each, with a version.</summary>
public interface IStateStore
{
    Task<StoredValue?> Load(string key);

    /// <param name="expectedVersion">0: the row must not exist yet.</param>
    /// <returns>False when the version is another one.</returns>
    Task<bool> Save(string key, string json, long expectedVersion);
}

public sealed record StoredValue(string Json, long Version);
