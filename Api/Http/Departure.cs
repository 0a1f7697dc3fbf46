using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace CaptchaGrains.Api.Http;

/// <summary>When there is nobody to wait for any more: the caller has gone, or this host stops and shall answer what it knows.</summary>
internal sealed class Departure(IHostApplicationLifetime lifetime)
{
    /// <summary>To be disposed with the request.</summary>
    public CancellationTokenSource Of(HttpContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
}
