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
        var api = routes.MapGroup(Root).WithTags("worker");
        api.MapPost("/session", AccountCalls.OpenSession)
            .WithSummary("Signs in: a token for all other calls").WithMetadata(Body<SessionRequest>()).Produces<SessionReply>();
        api.MapFallback("{**rest}", () => Problem.NoSuchCall.Because());

        var worker = api.MapGroup("").RequireAuthorization(PortalSchemes.WorkerCalls).AddEndpointFilter<RouteGroupBuilder, CsrfFilter>();
        worker.MapGet("/me", AccountCalls.Me).WithSummary("Who the worker is and what he has").Produces<MeReply>();
        worker.MapPut("/terms", TermsCalls.Set)
            .WithSummary("Says on what terms the worker wants to work: the least rate, and the most for a day").WithMetadata(Body<TermsRequest>()).Produces<TermsReply>();
        worker.MapGet("/statement", AccountCalls.Statement).WithSummary("Entries of the account, the newest first").Produces<StatementReply>();
        worker.MapGet("/statement.csv", AccountCalls.StatementFile)
            .WithSummary("The newest entries as a file for a spreadsheet").Produces<string>(contentType: "text/csv");
        worker.MapPost("/payouts", PayoutCalls.Ask)
            .WithSummary("Asks for a payout; repeated with the same Idempotency-Key or operationId it is the same one")
            .WithMetadata(Body<PayoutRequest>()).Produces<PayoutReply>(StatusCodes.Status201Created);
        worker.MapGet("/payouts", PayoutCalls.All).WithSummary("Payouts, the newest first, and what can be asked for").Produces<PayoutsReply>();
        worker.MapPut("/payouts/destination", PayoutCalls.SetDestination)
            .WithSummary("Names where to pay to; a changed destination is locked for a day").WithMetadata(Body<DestinationRequest>()).Produces<DestinationReply>();
        worker.MapDelete("/payouts/{id}", PayoutCalls.Cancel).WithSummary("Takes a payout back while it is pending").Produces<PayoutReply>();
        worker.MapGet("/friends", FriendCalls.All).WithSummary("Whom the worker invited, and what it brought him").Produces<FriendsReply>();
        worker.MapGet("/sanctions", SanctionCalls.All).WithSummary("What was done to the worker and what it rests on, the newest first").Produces<SanctionsReply>();
        worker.MapPost("/sanctions/{id}/appeal", SanctionCalls.Appeal)
            .WithSummary("Appeals, once for each sanction; another moderator decides").WithMetadata(Body<AppealRequest>()).Produces<SanctionReply>();
        worker.MapGet("/sanctions/{id}/evidence/{captcha}/image", SanctionCalls.Image)
            .WithSummary("The image of an answer that a sanction rests on").Produces<byte[]>(contentType: "image/png", additionalContentTypes: ["image/jpeg", "image/gif"]);
        worker.MapGet("/training", TrainingCalls.Show).WithSummary("How far the worker is in his training, and the task that is asked for").Produces<TrainingStateReply>();
        worker.MapPost("/training/begin", TrainingCalls.Begin)
            .WithSummary("Begins part one, or the exam").WithMetadata(Body<TrainingBeginRequest>()).Produces<TrainingStateReply>();
        worker.MapPost("/training/answer", TrainingCalls.Answer)
            .WithSummary("Answers the task that is asked for").WithMetadata(Body<TrainingAnswerRequest>()).Produces<TrainingAnswerReply>();
        worker.MapPost("/training/start-over", TrainingCalls.StartOver).WithSummary("Begins the training from the beginning").Produces<TrainingStateReply>();
        worker.MapGet(TrainingCalls.ImagePath, TrainingCalls.Image)
            .WithSummary("The image of the task that is asked for").Produces<byte[]>(contentType: "image/png", additionalContentTypes: ["image/jpeg", "image/gif"]);
        worker.MapPost("/next", WorkCalls.Next)
            .WithSummary("Gets a captcha; 204 when there is none").WithMetadata(Body<NextRequest>(isOptional: true))
            .Produces<AssignmentReply>().Produces(StatusCodes.Status204NoContent);
        worker.MapGet("/outlook", OutlookCalls.Outlook)
            .WithSummary("Why there is nothing now, how long it may take, and what each kind pays; kinds: those that he wants, separated by commas").Produces<OutlookReply>();
        worker.MapGet("/earned", OutlookCalls.Earned)
            .WithSummary("What captchas brought since a time, which is at most two days ago").Produces<EarnedReply>();
        worker.MapPost("/pause", WorkCalls.Pause).WithSummary("Wants nothing for now").Produces(StatusCodes.Status204NoContent);
        worker.MapPost("/assignments/{id}/answer", WorkCalls.Answer)
            .WithSummary("Answers, and gets the next if it is wanted").WithMetadata(Body<AnswerRequest>()).Produces<AnswerReply>();
        worker.MapPost("/assignments/{id}/skip", WorkCalls.Skip)
            .WithSummary("Gives it back, and gets the next if it is wanted").WithMetadata(Body<SkipRequest>()).Produces<SkipReply>();
        worker.MapGet("/assignments/{id}/image", ImageCalls.Captcha)
            .WithSummary("The image or the sound; n for the second and further ones").Produces<byte[]>(contentType: "image/png", additionalContentTypes: ["image/jpeg", "image/gif", "audio/mpeg"]);
        worker.MapGet("/assignments/{id}/instruction", ImageCalls.Instruction)
            .WithSummary("The image that tells what to do").Produces<byte[]>(contentType: "image/png", additionalContentTypes: ["image/jpeg", "image/gif"]);
        return api;
    }

    private static WorkerDocument.Takes Body<T>(bool isOptional = false) => new(typeof(T), isOptional);
}
