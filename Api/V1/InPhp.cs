using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.V1;

/// <summary><c>in.php</c>: takes a captcha.</summary>
internal sealed class InPhp(KeyRing keys, OrderDesk orders)
{
    public async Task<V1Reply> Answer(Fields fields)
    {
        if (fields.TextOrNull(ParameterNames.Method) is "get_server_errors") return V1Reply.ServerErrors(); // asked without a key
        var (customer, refusal) = await keys.Admit(fields.TextOrNull(ParameterNames.Key));
        if (refusal is { } stranger) return V1Reply.Refused(stranger);
        if (V1Orders.Read(fields, out var order) is { } flaw) return V1Reply.Refused(flaw);
        var (id, refused) = await orders.Place(customer, order!);
        return refused is { } reason ? V1Reply.Refused(reason) : V1Reply.Accepted(id);
    }
}
