using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CaptchaGrains.Portal.ModeratorApi;

internal static class ModeratorEndpoints
{
    public const string Root = "/moderator/v1";

    /// <summary>What moderators do, as calls.</summary>
    public static RouteGroupBuilder MapModeratorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        api.MapPost("/session", OpenSession);
        api.MapFallback("{**rest}", () => Problem.NoSuchCall.Because());

        var moderators = api.MapGroup("").RequireAuthorization(PortalSchemes.ModeratorCalls).AddEndpointFilter<RouteGroupBuilder, CsrfFilter>();
        moderators.MapGet("/cases", CaseCalls.Waiting);
        moderators.MapGet("/cases/{captcha}", CaseCalls.Show);
        moderators.MapGet("/cases/{captcha}/image", CaseCalls.Image);
        moderators.MapGet("/cases/{captcha}/instruction", CaseCalls.Instruction);
        moderators.MapPost("/cases/{captcha}/resolve", CaseCalls.Resolve);
        moderators.MapPost("/cases/{captcha}/decide", CaseCalls.Decide);
        moderators.MapGet("/workers/{worker}", WorkersCalls.Show);
        Impose("training", SanctionKind.Training);
        Impose("suspend", SanctionKind.Suspension);
        Impose("ban", SanctionKind.Ban);
        moderators.MapPost("/workers/{worker}/lift", WorkersCalls.Lift);
        moderators.MapGet("/sanctions/{id}/evidence/{captcha}/image", AppealCalls.Evidence);
        moderators.MapGet("/appeals", AppealCalls.Waiting);
        moderators.MapPost("/appeals/{id}/decide", AppealCalls.Decide);
        return api;

        void Impose(string word, SanctionKind what) => moderators.MapPost($"/workers/{{worker}}/{word}",
            (HttpContext context, SanctionDesk desk, ExpectedAnswers answers, TimeProvider time, string worker) => WorkersCalls.Impose(context, desk, answers, time, worker, what));
    }

    private static async Task<IResult> OpenSession(HttpContext context, SessionDoor door)
    {
        var (body, refusal) = await JsonBody.Read(context, ModeratorJson.Default.ModeratorSessionRequest);
        if (body is null) return refusal!;
        return await door.Open(context, body.Email, body.Password, body.Code, PersonRole.Moderator,
            (account, token, expires) => TypedResults.Json(new ModeratorSessionReply(token, account.Person.Id, expires), ModeratorJson.Default.ModeratorSessionReply));
    }
}
