using System.Collections.Concurrent;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Actors.Local;

/// <summary>The actors of one type that are alive in this process.</summary>
internal sealed class LocalDirectory<TKey, TActor>(Func<TKey, IActorContext, TActor> make, TimeProvider time, Activity activity) : IDisposable
    where TKey : notnull
    where TActor : class, IActor
{
    private readonly ConcurrentDictionary<TKey, LocalActor<TActor>> _alive = new();

    public int Count => _alive.Count;

    public async Task<TResult> Call<TResult>(TKey key, Func<TActor, Task<TResult>> call)
    {
        while (true)
        {
            var actor = _alive.GetOrAdd(key, Make);
            if (actor.TryCall(call) is { } result) return await result;
            // It has left and is about to be gone from the directory: the next one takes the call.
            _alive.TryRemove(KeyValuePair.Create(key, actor));
        }
    }

    public Task Tell(TKey key, Func<TActor, Task> call) => Call(key, async actor =>
    {
        await call(actor);
        return true;
    });

    public void Dispose()
    {
        foreach (var actor in _alive.Values) actor.Dispose();
        _alive.Clear();
    }

    private LocalActor<TActor> Make(TKey key)
    {
        LocalActor<TActor>? made = null;
        made = new LocalActor<TActor>(context => make(key, context), time, activity, () => _alive.TryRemove(KeyValuePair.Create(key, made!)));
        return made;
    }
}
