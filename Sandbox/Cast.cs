using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Sandbox;

/// <param name="IsForHumans">Waits in the queue like any other captcha.</param>
/// <param name="Callback">How the callback is spoilt; null: it is not.</param>
internal sealed record Part(CustomerId Customer, Kind Kind, bool IsForHumans, CallbackFault? Callback);

/// <summary>Who plays which captcha. The last ones are remembered, far more than can be open.</summary>
internal sealed class Cast
{
    /// <summary>Captchas live for five minutes at most; some hundred bytes each.</summary>
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<CaptchaId, Part> _parts = [];
    private readonly Queue<CaptchaId> _order = [];

    /// <returns>False: it was there before, and stays as it was.</returns>
    public bool TryAdd(CaptchaId captcha, Part part)
    {
        lock (_lock)
        {
            if (!_parts.TryAdd(captcha, part)) return false;
            _order.Enqueue(captcha);
            if (_order.Count > Most) _parts.Remove(_order.Dequeue());
            return true;
        }
    }

    public Part? Find(CaptchaId captcha)
    {
        lock (_lock) return _parts.GetValueOrDefault(captcha);
    }

    /// <summary>Until it is known who plays a captcha, nobody is offered it.</summary>
    public bool KeepsBack(CaptchaId captcha) => Find(captcha) is not { IsForHumans: true };

    public IReadOnlyCollection<KeyValuePair<CaptchaId, Part>> TakeAll()
    {
        lock (_lock)
        {
            var all = _parts.ToArray();
            _parts.Clear();
            _order.Clear();
            return all;
        }
    }
}
