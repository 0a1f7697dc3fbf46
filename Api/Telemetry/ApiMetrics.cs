using System.Diagnostics.Metrics;

namespace CaptchaGrains.Api.Telemetry;

/// <summary>What the customer API counts. Tags are bounded: endpoints and codes of our own tables only.</summary>
internal sealed class ApiMetrics
{
    public const string MeterName = "CaptchaGrains.Api";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;

    public ApiMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("captchagrains.api.requests", "{request}", "Requests answered, by endpoint and code.");
        _duration = meter.CreateHistogram<double>("captchagrains.api.request.duration", "s", "From the first byte of the request to its reply, by endpoint.");
    }

    public long Start() => _time.GetTimestamp();

    public void Answered(string endpoint, string code, long startedAt)
    {
        var tag = new KeyValuePair<string, object?>("endpoint", endpoint);
        _requests.Add(1, tag, new KeyValuePair<string, object?>("code", code));
        _duration.Record(_time.GetElapsedTime(startedAt).TotalSeconds, tag);
    }
}
