using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Captchas;

/// <summary>The hosts where somebody waits for a captcha's end. Soft: they look again by themselves now and then, and are remembered again by it.</summary>
internal sealed class Watchers
{
    /// <summary>One customer's requests come through a few hosts; the address of one that restarted is of no use and is pushed out.</summary>
    private const int Most = 8;

    private List<string>? _addresses;

    public void Add(string address)
    {
        _addresses ??= [];
        if (_addresses.Contains(address)) return;
        if (_addresses.Count == Most) _addresses.RemoveAt(0);
        _addresses.Add(address);
    }

    /// <summary>Tells all of them, once.</summary>
    public void TellEnd(IPush push, CaptchaId captcha)
    {
        var addresses = _addresses;
        _addresses = null;
        foreach (var address in addresses ?? []) push.Ended(address, captcha);
    }
}
