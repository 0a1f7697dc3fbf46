using CaptchaGrains.Portal;
using Orleans.Dashboard;

namespace CaptchaGrains.WorkerPortal;

/// <summary>
/// The official dashboard for operators who are signed in to the portal: it knows no users itself, so the portal's policy with its second factor stands before it. The silos collect what it shows, if they were
/// told to.
/// </summary>
internal static class OperatorDashboard
{
    public const string Path = "/operator/orleans";

    /// <summary>Its pages have scripts and styles within them, which the portal's own policy forbids; here, and nowhere else, they may be. It talks to nobody but this host.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary><c>Operator:Dashboard</c>, the same name as for the silos.</summary>
    public static bool IsWanted(IConfiguration configuration) => configuration.GetValue("Operator:Dashboard", false);

    public static void AddOperatorDashboard(this WebApplicationBuilder builder) =>
        // Traces would show what customers and workers send.
        builder.UseOrleansClient(static client => client.AddDashboard(static o => o.HideTrace = true));

    public static void MapOperatorDashboard(this WebApplication app)
    {
        app.UseWhen(static c => c.Request.Path.StartsWithSegments(Path), static branch => branch.Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            return next(context);
        }));
        app.MapOrleansDashboard(Path).RequireAuthorization(PortalSchemes.OperatorPages);
    }
}
