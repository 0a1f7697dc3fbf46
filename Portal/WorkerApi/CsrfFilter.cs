using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>
/// Calls that a browser makes with its cookie have to carry a token that only our own pages know. A bearer token is proof enough: no browser sends it by itself.
/// </summary>
internal sealed class CsrfFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public const string Header = "X-CSRF-TOKEN";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var byCookie = http.User.Identity is { IsAuthenticated: true, AuthenticationType: var type } && type == IdentityConstants.ApplicationScheme;
        if (!byCookie || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(context);
        // Without the header the framework would look for the token in a form, and there are no forms here.
        var good = http.Request.Headers.ContainsKey(Header) && await antiforgery.IsRequestValidAsync(http);
        return good ? await next(context) : Problem.BadCsrfToken.Because();
    }
}
