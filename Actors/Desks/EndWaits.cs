using CaptchaGrains.Actors.Local;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

/// <summary>The requests of customers that wait in this host for the end of a captcha.</summary>
/// <param name="most">Further ones are not kept.</param>
internal sealed class EndWaits(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CaptchaId, List<Wait>> _waits = [];
    private int _count;

    public int Count
    {
        get { lock (_lock) return _count; }
    }

    /// <param name="activity">Counts who goes on; null: nobody does.</param>
    /// <returns>To be given to <see cref="Remove"/>; null: as many wait as may.</returns>
    public Wait? TryAdd(CaptchaId captcha, Activity? activity)
    {
        lock (_lock)
        {
            if (_count >= most) return null;
            if (!_waits.TryGetValue(captcha, out var waits)) _waits.Add(captcha, waits = []);
            var wait = new Wait(activity);
            waits.Add(wait);
            _count++;
            return wait;
        }
    }

    public void Remove(CaptchaId captcha, Wait wait)
    {
        lock (_lock)
        {
            if (!_waits.TryGetValue(captcha, out var waits) || !waits.Remove(wait)) return;
            _count--;
            if (waits.Count == 0) _waits.Remove(captcha);
        }
    }

    /// <summary>The captcha has ended: all who wait for it go on.</summary>
    public void End(CaptchaId captcha)
    {
        lock (_lock)
        {
            if (!_waits.TryGetValue(captcha, out var waits)) return;
            foreach (var wait in waits) wait.End();
        }
    }
}
