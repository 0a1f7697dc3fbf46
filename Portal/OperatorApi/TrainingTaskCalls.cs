using System.Globalization;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>The tasks of training and exam.</summary>
internal static class TrainingTaskCalls
{
    private const int MostOfPage = 100;

    public static void MapTrainingTasks(this IEndpointRouteBuilder operators)
    {
        operators.MapGet("/training/tasks", List);
        operators.MapPost("/training/tasks", (Delegate)Add).WithMetadata(new RequestSizeLimitAttribute(GoldCalls.LongestBody));
        operators.MapDelete("/training/tasks/{id}", Retire);
        operators.MapGet("/training/tasks/{id}/image", Image);
    }

    /// <param name="after">Only numbers above this one.</param>
    private static async Task<IResult> List(TrainingTaskDesk desk, string? after)
    {
        var from = 0L;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from)) return Problem.OutOfRange.Because("after is a number.");
        var page = await desk.InUse(new TrainingTaskId(from), MostOfPage);
        return TypedResults.Json(
            new TrainingTasksReply([.. page.Select(Of)], page.Length == MostOfPage ? page[^1].Id.Value : null), TrainingTaskJson.Default.TrainingTasksReply);
    }

    private static async Task<IResult> Add(HttpContext context, TrainingTaskDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, TrainingTaskJson.Default.TrainingTaskRequest);
        if (body is null) return refusal!;
        TrainingSort? named = TrainingSorts.All.Where(s => Wording.Code(s) == body.Sort).Select(s => (TrainingSort?)s).FirstOrDefault();
        if (named is not { } sort) return Problem.OutOfRange.Because($"sort is one of {string.Join(", ", TrainingSorts.All.Select(s => Wording.Code(s)))}.");
        if (body.Hint is { } hint && (string.IsNullOrWhiteSpace(hint) || hint.Length > TrainingTask.LongestHint))
            return Problem.OutOfRange.Because($"hint has 1 to {TrainingTask.LongestHint} characters.");
        if (body.Task.ValueKind != JsonValueKind.Object) return Problem.OutOfRange.Because("task is an object, as for createTask.");
        var task = context.RequestServices.GetRequiredService<ITaskReader>().Read(Encoding.UTF8.GetBytes(body.Task.GetRawText()));
        if (task.Request is not { } request) return Problem.OutOfRange.Because(task.Refusal);
        if (TrainingTask.Flaw(sort, request) is { } wrong) return Problem.OutOfRange.Because(wrong);
        var (text, reason, detail) = AnswerJson.Read(request.Kind, body.Answer);
        if (text is null) return Problem.MalformedAnswer.Because(detail, reason);
        var (id, flaw) = await desk.Add(context.Act(), sort, request, task.Images.Image, text, body.Hint);
        if (flaw is { } malformed) return Problem.MalformedAnswer.Because(reason: Wording.Code(malformed));
        return id is { } added
            ? TypedResults.Json(new TrainingTaskAddedReply(added.Value), TrainingTaskJson.Default.TrainingTaskAddedReply, statusCode: StatusCodes.Status201Created)
            : Problem.NoRoom.Because($"There may be {TaskShelf.MostOwn} in all.");
    }

    private static async Task<IResult> Retire(HttpContext context, TrainingTaskDesk desk, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, TrainingTaskJson.Default.TrainingTaskOffRequest, new TrainingTaskOffRequest(null));
        if (body is null) return refusal!;
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        return TryNumber(id, out var task) && await desk.Retire(context.Act(), task, body.Reason!) ? TypedResults.NoContent() : Problem.NoSuchTask.Because();
    }

    private static async Task<IResult> Image(TaskShelf shelf, string id) =>
        TryNumber(id, out var task) && await shelf.Image(task) is { } image ? TypedResults.Bytes(image.Bytes.ToArray(), image.ContentType) : Problem.NoSuchImage.Because();

    private static bool TryNumber(string text, out TrainingTaskId id)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        id = new TrainingTaskId(number);
        return isNumber;
    }

    private static OwnTaskReply Of(TrainingTask task) => new(task.Id.Value, Wording.Code(task.Sort), task.Request.Kind.ToString(), task.Id.IsShipped ? "shipped" : "own",
        task.Request.Instruction, task.Hint, task.Truth);
}
