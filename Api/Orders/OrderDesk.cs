using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Telemetry;
using CaptchaGrains.Core.Ids;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Orders;

/// <summary>Places an order and says in the API's terms what became of it.</summary>
internal sealed class OrderDesk(CustomerDesk desk, ILogger<OrderDesk> log)
{
    /// <returns>The id is meaningful when nothing is refused; then the captcha and its hold are durable.</returns>
    public async Task<(CaptchaId Id, Refusal? Refusal)> Place(CustomerId customer, Order order)
    {
        var (id, result) = await desk.Submit(customer, order.Request, order.Images);
        if (result.Verdict == SubmitVerdict.IdTaken) ApiLog.IdTaken(log, id);
        return (id, CodeOf(result.Verdict) is { } code ? new Refusal(code) : null);
    }

    private static ErrorCode? CodeOf(SubmitVerdict verdict) => verdict switch
    {
        SubmitVerdict.Accepted => null,
        SubmitVerdict.NoFunds => ErrorCode.ZeroBalance,
        SubmitVerdict.Suspended => ErrorCode.AccountSuspended,
        SubmitVerdict.DomainDenied => ErrorCode.DomainNotAuthorized,
        _ => ErrorCode.NoSlotAvailable,
    };
}
