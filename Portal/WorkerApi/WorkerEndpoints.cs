using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CaptchaGrains.Portal.WorkerApi;

internal static class WorkerEndpoints
{
    public const string Root = "/worker/v1";

    /// <summary>The worker API, version 1.</summary>
    public static RouteGroupBuilder MapWorkerApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        api.MapPost("/session", AccountCalls.OpenSession);
        api.MapFallback("{**rest}", () => Problem.NoSuchCall.Because());

        var worker = api.MapGroup("").RequireAuthorization(PortalSchemes.WorkerCalls).AddEndpointFilter<RouteGroupBuilder, CsrfFilter>();
        worker.MapGet("/me", AccountCalls.Me);
        worker.MapGet("/statement", AccountCalls.Statement);
        worker.MapPost("/next", WorkCalls.Next);
        worker.MapPost("/pause", WorkCalls.Pause);
        worker.MapPost("/assignments/{id}/answer", WorkCalls.Answer);
        worker.MapPost("/assignments/{id}/skip", WorkCalls.Skip);
        worker.MapGet("/assignments/{id}/image", ImageCalls.Captcha);
        worker.MapGet("/assignments/{id}/instruction", ImageCalls.Instruction);
        return api;
    }
}
