using System.Net;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Limits;

/// <summary>Who has to wait, and for what: the temporary blocks of the contract. Counts live in this process only and are bounded.</summary>
internal sealed class CustomerLimits
{
    private static readonly ParameterName Wait = new("wait");

    private readonly LimitOptions _options;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly Tallies<long, KeyTally> _keys;
    private readonly Tallies<IPAddress, AddressTally> _addresses;
    private readonly PollSpacing _spacing;

    public CustomerLimits(CustomerApiOptions options, TimeProvider time)
    {
        _options = options.Limits;
        _time = time;
        _origin = time.GetTimestamp();
        _keys = new(_options.MaxCounted, () => new KeyTally(_options));
        _addresses = new(_options.MaxCounted, () => new AddressTally(_options));
        _spacing = new PollSpacing(_options.PollSpacing);
    }

    private long Now => (long)_time.GetElapsedTime(_origin).TotalMilliseconds;

    /// <summary>Before a submission is looked at.</summary>
    /// <returns>Null: go on.</returns>
    public Refusal? Submitting(AdmittedKey key)
    {
        if (key.Row.Rules.IsTrusted) return null;
        var now = Now;
        return Of(_keys.FindOrAdd(key.Row.Id.Value, now)?.Submitting(key.Row.Rules.BurstPerThreeSeconds ?? _options.Submissions, now));
    }

    /// <summary>After a submission was decided.</summary>
    public void Submitted(AdmittedKey key, SubmitVerdict verdict)
    {
        if (key.Row.Rules.IsTrusted) return;
        var now = Now;
        _keys.FindOrAdd(key.Row.Id.Value, now)?.Submitted(verdict, now);
    }

    /// <summary>Before a question to <c>res.php</c> is answered.</summary>
    /// <returns>Null: go on.</returns>
    public Refusal? Polling(AdmittedKey key, Fields fields)
    {
        if (key.Row.Rules.IsTrusted) return null;
        var now = Now;
        return Of(_keys.FindOrAdd(key.Row.Id.Value, now)?.Polling(Counts(fields, now), now));
    }

    /// <summary>Whether an address has sent so many wrong keys that no further key is looked up for it.</summary>
    public bool IsBanned(IPAddress? caller) => caller is not null && _addresses.Find(PlaceOf(caller))?.IsBanned(Now) == true;

    /// <returns>What is answered to a key that does not exist.</returns>
    public ErrorCode WrongKey(IPAddress? caller)
    {
        var now = Now;
        return caller is null ? ErrorCode.KeyDoesNotExist : _addresses.FindOrAdd(PlaceOf(caller), now)?.WrongKey(now) ?? ErrorCode.KeyDoesNotExist;
    }

    private bool Counts(Fields fields, long now)
    {
        if (fields.Find(Wait) is { } wait && Scalar.TryReadNumber(wait.Value.Span, out var seconds) && seconds > 0) return false;
        return fields.Find(ParameterNames.Id) is not { } id || !Scalar.TryReadId(id.Value.Span, out var captcha) || _spacing.IsEarly(captcha, now);
    }

    /// <summary>An IPv6 address stands for its network of 64 bits, which one customer of a provider has to himself.</summary>
    private static IPAddress PlaceOf(IPAddress caller)
    {
        var address = AddressRange.Normal(caller);
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4) return address;
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static Refusal? Of(ErrorCode? code) => code is { } blocked ? new Refusal(blocked) : null;
}
