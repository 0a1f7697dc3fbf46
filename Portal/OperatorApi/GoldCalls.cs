using System.Globalization;
using System.Text;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>Gold tasks: captchas of which the answer is known.</summary>
internal static class GoldCalls
{
    /// <summary>Bytes of a request: a task as large as a customer's, and its answer.</summary>
    public const int LongestBody = 2 * 1024 * 1024 + 32 * 1024;

    private const int MostOfPage = 100;

    /// <param name="state">in_use, growing or retired; absent: in_use.</param>
    /// <param name="after">Only numbers above this one.</param>
    public static async Task<IResult> List(GoldDesk desk, string? state, string? after)
    {
        GoldState? wanted = state switch { null or "in_use" => GoldState.InUse, "growing" => GoldState.Growing, "retired" => GoldState.Retired, _ => null };
        if (wanted is not { } found) return Problem.OutOfRange.Because("state is in_use, growing or retired.");
        var from = 0L;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from)) return Problem.OutOfRange.Because("after is a number.");
        var page = await desk.In(found, new CaptchaId(from), MostOfPage);
        return TypedResults.Json(
            new GoldReply([.. page.Select(Of)], page.Length == MostOfPage ? page[^1].Id.Value : null), OperatorJson.Default.GoldReply);
    }

    public static async Task<IResult> Add(HttpContext context, GoldDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.GoldRequest);
        if (body is null) return refusal!;
        if (body.Task.ValueKind != System.Text.Json.JsonValueKind.Object) return Problem.OutOfRange.Because("task is an object, as for createTask.");
        var task = context.RequestServices.GetRequiredService<ITaskReader>().Read(Encoding.UTF8.GetBytes(body.Task.GetRawText()));
        if (task.Request is not { } request) return Problem.OutOfRange.Because(task.Refusal);
        if (request.Kind.Traits().Family != KindFamily.Answerable) return Problem.OutOfRange.Because("A token can be made once: its answer cannot be known.");
        var (text, reason, detail) = AnswerJson.Read(request.Kind, body.Answer);
        if (text is null) return Problem.MalformedAnswer.Because(detail, reason);
        var (id, flaw) = await desk.Add(context.Act(), task, text);
        return flaw is { } wrong
            ? Problem.MalformedAnswer.Because(reason: Wording.Code(wrong))
            : TypedResults.Json(new GoldAddedReply(id.Value), OperatorJson.Default.GoldAddedReply, statusCode: StatusCodes.Status201Created);
    }

    public static async Task<IResult> TakeOff(HttpContext context, GoldDesk desk, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.GoldOffRequest, new GoldOffRequest(null, null));
        if (body is null) return refusal!;
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        var isNumber = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && await desk.TakeOff(context.Act(), new CaptchaId(number), body.Reason!, body.IsWrong == true)
            ? TypedResults.NoContent()
            : Problem.NoSuchGold.Because();
    }

    private static GoldTaskReply Of(GoldEntry entry) => new(
        entry.Id.Value, entry.Request.Kind.ToString(), entry.Origin == GoldOrigin.Own ? "own" : "grown", entry.Request.Instruction, entry.Answer, entry.AddedAt, entry.Until,
        entry.Why switch
        {
            GoldEnd.WornOut => "worn_out",
            GoldEnd.Doubted => "doubted",
            GoldEnd.Expired => "expired",
            GoldEnd.TakenOff => "taken_off",
            GoldEnd.NotGrown => "not_grown",
            _ => null,
        }, entry.Tally.Agreed, entry.Tally.Differed);
}
