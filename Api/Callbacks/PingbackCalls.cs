using System.Net;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.V1;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// The actions of <c>res.php</c> about callbacks: hosts (<c>add_pingback</c>, <c>get_pingback</c>, <c>del_pingback</c>), and of our own the secret
/// (<c>get_pingback_secret</c>, <c>new_pingback_secret</c>) and <c>replay_pingback</c>.
/// </summary>
internal sealed class PingbackCalls(CallbackDesk desk)
{
    private static readonly V1Reply Ok = new(true, "OK", "OK", "OK");

    /// <summary>The action in our own words; null: it is none of these.</summary>
    public static string? ActionOf(string? action) => action switch
    {
        "add_pingback" => "add_pingback",
        "get_pingback" => "get_pingback",
        "del_pingback" => "del_pingback",
        "get_pingback_secret" => "get_pingback_secret",
        "new_pingback_secret" => "new_pingback_secret",
        "replay_pingback" => "replay_pingback",
        _ => null,
    };

    /// <param name="action">Of <see cref="ActionOf"/>.</param>
    /// <exception cref="OutcomeUnknownException">The store could not say; each of these may be repeated.</exception>
    public async Task<V1Reply> Answer(string action, CustomerId customer, Fields fields, IPAddress? from)
    {
        try
        {
            return action switch
            {
                "add_pingback" => await Add(customer, fields, from),
                "get_pingback" => Listed(await desk.Hosts(customer)),
                "del_pingback" => await Remove(customer, fields),
                "get_pingback_secret" => await desk.Secret(customer) is { } secret ? Said(secret) : Refused(ErrorCode.CallbackHostNotRegistered),
                "new_pingback_secret" => Said(await desk.ReplaceSecret(customer)),
                _ => await Replay(customer, fields),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
    }

    private async Task<V1Reply> Add(CustomerId customer, Fields fields, IPAddress? from) =>
        await desk.Register(customer, fields.TextOrNull(ParameterNames.Address), from) switch
        {
            RegisterVerdict.Registered => Ok,
            RegisterVerdict.OtherAddress => Refused(ErrorCode.CallbackFromElsewhere),
            RegisterVerdict.TooMany => Refused(ErrorCode.TooManyCallbackHosts),
            RegisterVerdict.Forbidden => Refused(ErrorCode.CallbackAddressRefused, ParameterNames.Address.Documented),
            _ => Refused(ErrorCode.BadParameters, ParameterNames.Address.Documented),
        };

    private async Task<V1Reply> Remove(CustomerId customer, Fields fields)
    {
        var address = fields.TextOrNull(ParameterNames.Address);
        if (string.Equals(address, "all", StringComparison.OrdinalIgnoreCase)) await desk.RemoveAll(customer);
        else if (!await desk.Remove(customer, address)) return Refused(ErrorCode.BadParameters, ParameterNames.Address.Documented);
        return Ok;
    }

    private async Task<V1Reply> Replay(CustomerId customer, Fields fields)
    {
        if (fields.Find(ParameterNames.Id) is not { } field || !Scalar.TryReadId(field.Value.Span, out var id)) return Refused(ErrorCode.WrongIdFormat);
        return await desk.Replay(customer, new CaptchaId(id)) ? Ok : Refused(ErrorCode.NoSuchCallback);
    }

    private static V1Reply Listed(IEnumerable<string> hosts) => Said(string.Join('|', hosts));

    private static V1Reply Said(string text) => new(true, "OK|" + text, text, "OK");

    private static V1Reply Refused(ErrorCode code, string? parameter = null) => V1Reply.Refused(new Refusal(code, parameter));
}
