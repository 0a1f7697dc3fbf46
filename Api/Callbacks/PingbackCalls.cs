using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.V1;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// What the actions of <c>res.php</c> about callbacks do: hosts (<c>add_pingback</c>, <c>get_pingback</c>, <c>del_pingback</c>), and of our own the secret
/// (<c>get_pingback_secret</c>, <c>new_pingback_secret</c>) and <c>replay_pingback</c>. Each may be repeated, and throws <see cref="OutcomeUnknownException"/> when
/// the store could not say.
/// </summary>
internal sealed class PingbackCalls(CallbackDesk desk)
{
    public Task<V1Reply> Add(CustomerId customer, Fields fields) => OrUnknown(async () =>
        await desk.Register(customer, fields.TextOrNull(ParameterNames.Address), fields.Caller) switch
        {
            RegisterVerdict.Registered => V1Reply.Done("OK"),
            RegisterVerdict.OtherAddress => Refused(ErrorCode.IpAddress),
            RegisterVerdict.TooMany => Refused(ErrorCode.TooManyCallbackHosts),
            RegisterVerdict.Forbidden => Refused(ErrorCode.CallbackAddressRefused, ParameterNames.Address.Documented),
            _ => Refused(ErrorCode.BadParameters, ParameterNames.Address.Documented),
        });

    public Task<V1Reply> Hosts(CustomerId customer) => OrUnknown(async () => V1Reply.Said(string.Join('|', await desk.Hosts(customer))));

    public Task<V1Reply> Remove(CustomerId customer, Fields fields) => OrUnknown(async () =>
    {
        var address = fields.TextOrNull(ParameterNames.Address);
        if (string.Equals(address, "all", StringComparison.OrdinalIgnoreCase)) await desk.RemoveAll(customer);
        else if (!await desk.Remove(customer, address)) return Refused(ErrorCode.BadParameters, ParameterNames.Address.Documented);
        return V1Reply.Done("OK");
    });

    public Task<V1Reply> Secret(CustomerId customer) => OrUnknown(async () =>
        await desk.Secret(customer) is { } secret ? V1Reply.Said(secret) : Refused(ErrorCode.CallbackHostNotRegistered));

    public Task<V1Reply> ReplaceSecret(CustomerId customer) => OrUnknown(async () => V1Reply.Said(await desk.ReplaceSecret(customer)));

    public Task<V1Reply> Replay(CustomerId customer, Fields fields) => OrUnknown(async () =>
    {
        if (fields.Find(ParameterNames.Id) is not { } field || !Scalar.TryReadId(field.Value.Span, out var id)) return Refused(ErrorCode.WrongIdFormat);
        return await desk.Replay(customer, new CaptchaId(id)) ? V1Reply.Done("OK") : Refused(ErrorCode.NoSuchCallback);
    });

    private static async Task<V1Reply> OrUnknown(Func<Task<V1Reply>> call)
    {
        try { return await call(); }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
    }

    private static V1Reply Refused(ErrorCode code, string? parameter = null) => V1Reply.Refused(new Refusal(code, parameter));
}
