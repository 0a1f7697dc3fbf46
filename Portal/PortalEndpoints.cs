using CaptchaGrains.Portal.ModeratorApi;
using CaptchaGrains.Portal.OperatorApi;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal;

public static class PortalEndpoints
{
    /// <summary>The longest body that any page or call of the portal takes, in bytes: answers and forms are small.</summary>
    public const int LongestBody = 32 * 1024;

    /// <summary>
    /// Maps the pages, the assets and the worker API, and adds the middleware that they need: authentication, authorisation, and the headers and failures
    /// of these endpoints, and of no other endpoint of the host.
    /// </summary>
    public static WebApplication MapPortal(this WebApplication app)
    {
        app.UseMiddleware<PortalShell>(); // before authorisation, whose refusals need the headers too
        app.UseAuthentication();
        app.UseAuthorization();
        app.Services.GetRequiredService<Assets>().Map(app).WithMetadata(PortalPart.Asset);
        app.MapWorkerApi().WithMetadata(PortalPart.Api, new RequestSizeLimitAttribute(LongestBody));
        app.MapWorkerDocument().WithMetadata(PortalPart.Asset);
        app.MapOperatorApi().WithMetadata(PortalPart.Api, new RequestSizeLimitAttribute(LongestBody));
        app.MapModeratorApi().WithMetadata(PortalPart.Api, new RequestSizeLimitAttribute(LongestBody));
        app.MapOwnerCalls().WithMetadata(PortalPart.Api, new RequestSizeLimitAttribute(LongestBody));
        app.MapRazorPages().WithMetadata(PortalPart.Page, new RequestSizeLimitAttribute(LongestBody));
        return app;
    }
}
