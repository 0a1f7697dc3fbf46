using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Idempotency;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.Telemetry;
using CaptchaGrains.Core.Ids;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Orders;

/// <summary>Places an order and says in the API's terms what became of it.</summary>
internal sealed class OrderDesk(CustomerDesk desk, IdempotentOrders once, CustomerLimits limits, ILogger<OrderDesk> log)
{
    /// <param name="fields">Of the request, which may name an idempotency key.</param>
    /// <returns>The id is meaningful when nothing is refused; then the captcha and its hold are durable.</returns>
    /// <exception cref="OutcomeUnknownException">Nobody knows; only with an idempotency key, which finds out.</exception>
    public async Task<(CaptchaId Id, Refusal? Refusal)> Place(AdmittedKey key, Order order, Fields fields)
    {
        if (fields.Script is { } script && await script.Submitting(order.Request, order.Images) is { } scripted) return (default, new Refusal(scripted));
        if (!key.Row.Rules.Allows(order.Request.Kind)) return (default, new Refusal(ErrorCode.KeyKindNotAllowed));
        if (!IdempotencyKey.TryRead(fields, out var idempotencyKey)) return (default, Refusal.BadParameter(IdempotencyKey.Name.Documented));
        var (id, outcome) = idempotencyKey is null ? await PlaceNew(key, order) : await once.Submit(key, order, idempotencyKey);
        if (outcome is not { } verdict) return (default, new Refusal(ErrorCode.IdempotencyMismatch));
        limits.Submitted(key, verdict);
        if (verdict == SubmitVerdict.IdTaken) ApiLog.IdTaken(log, id);
        if (CodeOf(verdict) is { } code) return (id, new Refusal(code));
        if (fields.Script is { } told) await told.Submitted(key.Customer, id);
        return (id, null);
    }

    private async Task<(CaptchaId Id, SubmitVerdict? Verdict)> PlaceNew(AdmittedKey key, Order order)
    {
        var (id, result) = await desk.Submit(key.Customer, order.Request, order.Images, key.Terms);
        return (id, result.Verdict);
    }

    private static ErrorCode? CodeOf(SubmitVerdict verdict) => verdict switch
    {
        SubmitVerdict.Accepted => null,
        SubmitVerdict.NoFunds => ErrorCode.ZeroBalance,
        SubmitVerdict.Suspended => ErrorCode.AccountSuspended,
        SubmitVerdict.KeyCapReached => ErrorCode.KeyCapReached,
        SubmitVerdict.DomainDenied => ErrorCode.DomainNotAuthorized,
        _ => ErrorCode.NoSlotAvailable,
    };
}
