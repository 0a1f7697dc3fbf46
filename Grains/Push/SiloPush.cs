using System.Collections.Concurrent;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Grains.Interfaces.Push;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Grains.Push;

/// <summary>Tells hosts of matches and ends, for all actors of this silo. An address is the reference of the host's inbox, so it needs no directory of ours.</summary>
internal sealed partial class SiloPush(IGrainFactory grains, ILogger<SiloPush> logger) : IPush
{
    private readonly ConcurrentDictionary<string, PushLane> _lanes = new();

    public void Matched(string address, WorkerId worker, CaptchaId captcha) => Send(address, new PushedNews(captcha, worker));

    public void Ended(string address, CaptchaId captcha) => Send(address, new PushedNews(captcha, null));

    private void Send(string address, PushedNews news)
    {
        while (true)
        {
            if (!_lanes.TryGetValue(address, out var lane))
            {
                if (Open(address) is not { } opened) return;
                lane = _lanes.GetOrAdd(address, opened);
            }
            // A lane that closed itself between these lines takes nothing more; the next round opens another.
            if (lane.Add(news)) return;
            _lanes.TryRemove(KeyValuePair.Create(address, lane));
        }
    }

    private PushLane? Open(string address)
    {
        if (GrainId.TryParse(address, out var id))
            return new PushLane(grains.GetGrain<IPushObserver>(id), lane => _lanes.TryRemove(KeyValuePair.Create(address, lane)), logger);
        LogBadAddress(logger, address);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "'{Address}' is no address of a host.")]
    private static partial void LogBadAddress(ILogger logger, string address);
}
