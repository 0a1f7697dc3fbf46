using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Training;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Training and exam, for programs and for pages.</summary>
internal static class TrainingCalls
{
    public const string ImagePath = "/training/image";

    public static async Task<IResult> Show(HttpContext context, TrainingDesk desk) => Reply(context, await desk.View(context.User.Worker()));

    public static async Task<IResult> Begin(HttpContext context, TrainingDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, TrainingApiJson.Default.TrainingBeginRequest);
        if (body is null) return refusal!;
        TrainingPart? part = body.Part switch { "one" => TrainingPart.One, "exam" => TrainingPart.Exam, _ => null };
        if (part is not { } wanted) return Problem.OutOfRange.Because("part is one or exam.");
        var reply = await desk.Begin(context.User.Worker(), wanted);
        return Refusal(reply.Verdict) is { } problem ? problem.Because() : Reply(context, reply.View);
    }

    public static async Task<IResult> Answer(HttpContext context, TrainingDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, TrainingApiJson.Default.TrainingAnswerRequest);
        if (body is null) return refusal!;
        if (!TryOwn(context, body.Run, out var run)) return Problem.NoSuchRun.Because();
        if (body.Task is not (>= 1 and <= 1_000)) return Problem.OutOfRange.Because("task is the number of a task in the run.");
        var worker = context.User.Worker();
        var text = await TextOf(desk, worker, run.Number, body.Answer);
        if (text.Reason is not null) return Problem.MalformedAnswer.Because(text.Detail, text.Reason);
        var reply = await desk.Answer(worker, run.Number, body.Task.Value - 1, text.Answer);
        if (reply.Flaw is { } flaw) return Problem.MalformedAnswer.Because(reason: Wording.Code(flaw));
        if (Refusal(reply.Verdict) is { } problem) return problem.Because();
        return TypedResults.Json(new TrainingAnswerReply(reply.Verdict == TrainingVerdict.Right, State(context, reply.View)), TrainingApiJson.Default.TrainingAnswerReply);
    }

    public static async Task<IResult> StartOver(HttpContext context, TrainingDesk desk) => Reply(context, (await desk.StartOver(context.User.Worker())).View);

    /// <summary>Only the image of the task where the worker's own run stands; nothing in its address tells which task that is.</summary>
    public static async Task<IResult> Image(HttpContext context, TrainingDesk desk, string? run, string? task)
    {
        if (!TryOwn(context, run, out var id) || !int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Problem.NoSuchImage.Because();
        if (await desk.Image(context.User.Worker(), id.Number, number - 1) is not { } image) return Problem.NoSuchImage.Because();
        context.Response.Headers.CacheControl = new StringValues("private, no-store");
        return TypedResults.Bytes(ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? [], image.ContentType);
    }

    /// <summary>Where a browser finds the image of the task where the run stands.</summary>
    public static string ImageUrl(PathString pathBase, TrainingView view) => string.Create(CultureInfo.InvariantCulture,
        $"{pathBase}{WorkerEndpoints.Root}{ImagePath}?run={new TrainingRunId(view.Record.Worker, view.Run!.Number)}&task={view.Run.Position + 1}");

    private static bool TryOwn(HttpContext context, string? text, out TrainingRunId id) => TrainingRunId.TryParse(text, out id) && id.Worker == context.User.Worker();

    /// <summary>The task where the run stands says how its answers are written; a repeated answer to one before it is read as a text.</summary>
    private static async Task<(string? Answer, string? Reason, string? Detail)> TextOf(TrainingDesk desk, Core.Ids.WorkerId worker, int run, JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Undefined) return (null, "empty", "There is no answer.");
        var kind = (await desk.View(worker)) is { Run.Number: var number, Task: { } task } && number == run && answer.ValueKind != JsonValueKind.String
            ? task.Request.Kind
            : (Core.Captchas.Kind?)null;
        if (kind is { } known) return AnswerJson.Read(known, answer);
        return answer.ValueKind == JsonValueKind.Array ? AnswerJson.Read(IsPoints(answer) ? Core.Captchas.Kind.Coordinates : Core.Captchas.Kind.Grid, answer)
            : AnswerJson.Read(Core.Captchas.Kind.Text, answer);
    }

    private static bool IsPoints(JsonElement answer) => answer.GetArrayLength() > 0 && answer[0].ValueKind == JsonValueKind.Object;

    private static Problem? Refusal(TrainingVerdict? verdict) => verdict switch
    {
        TrainingVerdict.RunOver => Problem.RunOver,
        TrainingVerdict.AnsweredBefore => Problem.AnsweredBefore,
        TrainingVerdict.OutOfOrder => Problem.OutOfOrder,
        TrainingVerdict.PartOneFirst => Problem.PartOneFirst,
        TrainingVerdict.NoTasks => Problem.NoTasks,
        _ => null,
    };

    private static JsonHttpResult<TrainingStateReply> Reply(HttpContext context, TrainingView view) => TypedResults.Json(State(context, view), TrainingApiJson.Default.TrainingStateReply);

    private static TrainingStateReply State(HttpContext context, TrainingView view)
    {
        var record = view.Record;
        return new TrainingStateReply(view.Worker.Status == WorkerStatus.InTraining, record.PartOneDone, record.PassedAt, record.Run is { } run ? Of(context, view, run) : null);
    }

    private static TrainingRunReply Of(HttpContext context, TrainingView view, TrainingRun run) => new(
        new TrainingRunId(view.Record.Worker, run.Number).ToString(),
        run.Part == TrainingPart.One ? "one" : "exam",
        Wording.Code(run.Status),
        run.Position,
        run.Tasks.Length,
        run.Status == TrainingRunStatus.Open && view.Task is { } task ? Of(context, view, run, task) : null,
        run.Mistake is { } mistake ? new TrainingMistakeReply(mistake.Given, mistake.Expected) : null);

    private static TrainingTaskReply Of(HttpContext context, TrainingView view, TrainingRun run, TrainingTask task)
    {
        var helps = run.Part == TrainingPart.One;
        return new TrainingTaskReply(run.Position + 1, Wording.Code(task.Sort), task.Request.Kind.ToString(), SortTexts.Ask(task), helps ? SortTexts.Hint(task) : null,
            helps ? task.Truth : null, task.HasImage ? ImageUrl(context.Request.PathBase, view) : null, Wording.Of(task.Request));
    }
}
