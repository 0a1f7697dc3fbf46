using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Memory;

/// <summary>States that live in their actor only, so that nothing but the actor is measured.</summary>
internal sealed class HeldStates : IActorStates
{
    public IActorState<T> For<T>(string key) where T : class => new Held<T>();

    private sealed class Held<T> : IActorState<T> where T : class
    {
        public T? Value { get; private set; }

        public Task Read() => Task.CompletedTask;

        public Task Write(T value)
        {
            Value = value;
            return Task.CompletedTask;
        }
    }
}
