using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>Puts the address that a customer wants to be called at into his order, if he may be called there.</summary>
internal sealed class CallbackAddresses(CallbackDesk desk)
{
    /// <returns>The order is meaningful when nothing is refused; without an address it is as it was.</returns>
    /// <exception cref="OutcomeUnknownException">The store could not say which hosts are registered.</exception>
    public async ValueTask<(Order Order, Refusal? Refusal)> Attach(CustomerId customer, Order order, Fields fields, ParameterName name, CallbackForm form)
    {
        if (fields.Find(name) is null) return (order, null);
        if (!fields.TryText(name, out var url) || url is null) return (order, new Refusal(ErrorCode.CallbackAddressRefused, name.Documented));
        UrlVerdict verdict;
        try { verdict = await desk.Check(customer, url); }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
        return verdict switch
        {
            UrlVerdict.Accepted => (order with { Request = order.Request with { CallbackUrl = url, CallbackForm = form } }, null),
            UrlVerdict.NotRegistered => (order, new Refusal(ErrorCode.CallbackHostNotRegistered, name.Documented)),
            _ => (order, new Refusal(ErrorCode.CallbackAddressRefused, name.Documented)),
        };
    }
}
