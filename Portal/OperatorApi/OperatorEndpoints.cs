using CaptchaGrains.Portal.Owners;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CaptchaGrains.Portal.OperatorApi;

internal static class OperatorEndpoints
{
    public const string Root = "/operator/v1";

    public const string OwnersRoot = "/owners/v1";

    /// <summary>What operators do, as calls.</summary>
    public static RouteGroupBuilder MapOperatorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        api.MapPost("/session", SessionCalls.Open);
        api.MapFallback("{**rest}", () => Problem.NoSuchCall.Because());

        var operators = api.MapGroup("").RequireAuthorization(PortalSchemes.OperatorCalls).AddEndpointFilter<RouteGroupBuilder, CsrfFilter>();
        operators.MapGet("/domains", DomainCalls.Rules);
        operators.MapGet("/domains/shipped", DomainCalls.Shipped);
        operators.MapGet("/domains/{name}", DomainCalls.Policy);
        operators.MapGet("/domains/{name}/ratings", DomainCalls.Ratings);
        operators.MapPut("/domains/{name}", DomainCalls.Put);
        operators.MapDelete("/domains/{name}", DomainCalls.Remove);
        operators.MapGet("/authorisations", DeclarationCalls.Pending);
        operators.MapPost("/authorisations", DeclarationCalls.Declare);
        operators.MapGet("/authorisations/{customer}", DeclarationCalls.OfCustomer);
        operators.MapPost("/authorisations/{customer}/{domain}/confirm", DeclarationCalls.Confirm);
        operators.MapPost("/authorisations/{customer}/{domain}/refuse", DeclarationCalls.Refuse);
        operators.MapPost("/authorisations/{customer}/{domain}/withdraw", DeclarationCalls.Withdraw);
        operators.MapGet("/clusters/{worker}", ClusterCalls.Show);
        operators.MapPost("/clusters/{worker}/mark", ClusterCalls.Mark);
        operators.MapPost("/clusters/{worker}/unmark", ClusterCalls.Unmark);
        operators.MapGet("/people", PeopleCalls.Find);
        operators.MapGet("/people/{id}", PeopleCalls.Show);
        operators.MapPut("/people/{id}/roles", PeopleCalls.SetRoles);
        operators.MapGet("/gold", GoldCalls.List);
        operators.MapPost("/gold", (Delegate)GoldCalls.Add).WithMetadata(new RequestSizeLimitAttribute(GoldCalls.LongestBody));
        operators.MapDelete("/gold/{id}", GoldCalls.TakeOff);
        operators.MapGet("/payouts", PayoutQueueCalls.List);
        operators.MapPost("/payouts/{id}/take", PayoutQueueCalls.Take);
        operators.MapPost("/payouts/{id}/back", PayoutQueueCalls.PutBack);
        operators.MapPost("/payouts/{id}/sent", PayoutQueueCalls.Sent);
        operators.MapPost("/payouts/{id}/failed", PayoutQueueCalls.Failed);
        operators.MapPost("/deposits", DepositCalls.Book);
        operators.MapTrainingTasks();
        operators.MapGet("/audit/head", AuditCalls.Head);
        operators.MapGet("/audit/export", AuditCalls.Export);
        return api;
    }

    /// <summary>What owners of sites do, without an account.</summary>
    public static RouteGroupBuilder MapOwnerCalls(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(OwnersRoot);
        api.MapPost("/token", OwnerCalls.Token);
        api.MapPost("/verify", OwnerCalls.Verify);
        api.MapFallback("{**rest}", () => Problem.NoSuchCall.Because());
        return api;
    }
}
