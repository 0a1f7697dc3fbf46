using System.Globalization;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.ModeratorApi;

/// <summary>Workers, and what a moderator does to them by himself.</summary>
internal static class WorkersCalls
{
    public static async Task<IResult> Show(HttpContext context, CaseDesk cases, ExpectedAnswers answers, TimeProvider time, string worker)
    {
        if (!TryWorker(worker, out var id) || await cases.File(context.User.Person(), id) is not { } file) return Problem.NoSuchWorker.Because();
        var view = file.View;
        var now = time.GetUtcNow();
        var expected = await answers.ForModerator(file.Sanctions);
        return TypedResults.Json(new ModeratedWorkerReply(
            id.Value,
            Wording.Code(view.Status),
            [.. view.Profile!.Kinds.Select(k => k.ToString())],
            view.Solved,
            view.Reputation,
            file.Incorrect,
            file.Typical,
            [.. view.Skills.Select(s => Words.Of(s.Kind, s.Estimate, cases.Numbers.Skill))],
            [.. view.Limits.Select(Words.Of)],
            [.. file.Sanctions.Select(s => Words.Of(s, now, expected))]), ModeratorJson.Default.ModeratedWorkerReply);
    }

    public static async Task<IResult> Impose(HttpContext context, SanctionDesk desk, ExpectedAnswers answers, TimeProvider time, string worker, SanctionKind what)
    {
        var (body, refusal) = await JsonBody.Read(context, ModeratorJson.Default.ImposeRequest);
        if (body is null) return refusal!;
        if (!TryWorker(worker, out var id)) return Problem.NoSuchWorker.Because();
        if (!Plain.IsText(body.Reason, Sanction.LongestReason)) return NoReason();
        if (body.Captchas?.Length > Sanction.MostEvidence) return Problem.OutOfRange.Because($"captchas are at most {Sanction.MostEvidence}.");
        var result = await desk.Impose(context.User.Person(), id, what, body.Reason!, [.. (body.Captchas ?? []).Select(c => new CaptchaId(c))]);
        return await Reply(context, answers, time, result, Problem.NoSuchWorker);
    }

    public static async Task<IResult> Lift(HttpContext context, SanctionDesk desk, ExpectedAnswers answers, TimeProvider time, string worker)
    {
        var (body, refusal) = await JsonBody.Read(context, ModeratorJson.Default.LiftRequest);
        if (body is null) return refusal!;
        if (!TryWorker(worker, out var id)) return Problem.NoSuchWorker.Because();
        if (!Plain.IsText(body.Reason, Sanction.LongestReason)) return NoReason();
        var (verdict, lifted) = await desk.Lift(context.User.Person(), id, body.Reason!);
        if (verdict != ModerationVerdict.Done) return await Reply(context, answers, time, ModerationResult.Refused(verdict), Problem.NoSuchWorker);
        var now = time.GetUtcNow();
        var expected = await answers.ForModerator(lifted);
        return TypedResults.Json(new ModeratedSanctionsReply([.. lifted.Select(s => Words.Of(s, now, expected))], null), ModeratorJson.Default.ModeratedSanctionsReply);
    }

    /// <param name="unknown">Where there is no such thing.</param>
    internal static async Task<IResult> Reply(HttpContext context, ExpectedAnswers answers, TimeProvider time, ModerationResult result, Problem unknown)
    {
        if (result.Sanction is { } sanction)
            return TypedResults.Json(Words.Of(sanction, time.GetUtcNow(), await answers.ForModerator(sanction)), ModeratorJson.Default.ModeratedSanction);
        if (result.Verdict == ModerationVerdict.TryAgain) context.Response.Headers.RetryAfter = "1";
        return (result.Verdict switch
        {
            ModerationVerdict.Unknown => unknown,
            ModerationVerdict.NotPossible => Problem.NotPossible,
            ModerationVerdict.Involved => Problem.Involved,
            ModerationVerdict.SameModerator => Problem.SameModerator,
            ModerationVerdict.Over => Problem.AppealOver,
            ModerationVerdict.NotHisAnswer => Problem.NotHisAnswer,
            _ => Problem.TryAgain,
        }).Because();
    }

    private static IResult NoReason() => Problem.OutOfRange.Because($"reason has 1 to {Sanction.LongestReason} characters.");

    private static bool TryWorker(string text, out WorkerId worker)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        worker = new WorkerId(number);
        return isNumber;
    }
}
