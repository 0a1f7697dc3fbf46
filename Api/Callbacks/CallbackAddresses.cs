using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>Says whether the customer may be called at the address in his order.</summary>
internal sealed class CallbackAddresses(CallbackDesk desk)
{
    /// <returns>The order with the form of its callback; meaningful when nothing is refused.</returns>
    /// <exception cref="OutcomeUnknownException">The store could not say which hosts are registered.</exception>
    public async ValueTask<(Order Order, Refusal? Refusal)> Attach(CustomerId customer, Order order, CallbackForm form)
    {
        if (order.Request.CallbackUrl is not { } url) return (order, null);
        UrlVerdict verdict;
        try { verdict = await desk.Check(customer, url); }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
        return verdict switch
        {
            UrlVerdict.Accepted => (order with { Request = order.Request with { CallbackForm = form } }, null),
            UrlVerdict.NotRegistered => (order, new Refusal(ErrorCode.CallbackHostNotRegistered, Name(form))),
            _ => (order, new Refusal(ErrorCode.CallbackAddressRefused, Name(form))),
        };
    }

    private static string Name(CallbackForm form) =>
        CommonParameters.CallbackUrl.In(form == CallbackForm.TaskResult ? ApiVersion.V2 : ApiVersion.V1)!.Documented;
}
