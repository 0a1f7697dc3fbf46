using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Actors;

/// <summary>
/// What an actor keeps of its own: read at the first use, and read again after a write of which it is not certain that it happened. Without that, a
/// write whose reply was lost would conflict with itself for as long as the actor lives.
/// </summary>
internal sealed class OwnState<T>(IActorState<T> state) where T : class
{
    private bool _isKnown;
    private Task? _reading;

    /// <returns>Null: nothing was ever written.</returns>
    public async ValueTask<T?> Value()
    {
        while (!_isKnown)
        {
            // One read at a time: the older of two could come back last, and undo a write in memory.
            var reading = _reading ?? Read();
            if (!reading.IsCompleted) _reading = reading;
            await reading;
        }
        return state.Value;
    }

    /// <exception cref="StoreConflictException">Somebody else wrote; the next look reads it.</exception>
    /// <exception cref="StoreUncertainException">Written or not; the next look reads it.</exception>
    public async Task Write(T value)
    {
        try
        {
            await state.Write(value);
        }
        catch (Exception)
        {
            _isKnown = false;
            throw;
        }
    }

    /// <summary>The next look reads again.</summary>
    public void Forget() => _isKnown = false;

    private async Task Read()
    {
        try
        {
            await state.Read();
            _isKnown = true;
        }
        finally
        {
            _reading = null;
        }
    }
}
