using System.Globalization;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.ModeratorApi;

/// <summary>Appeals, for a second moderator.</summary>
internal static class AppealCalls
{
    public static async Task<IResult> Waiting(HttpContext context, AppealDesk desk, ExpectedAnswers answers, TimeProvider time, string? after, string? take)
    {
        if (Paging.Read(after, take) is not var (from, count)) return Paging.Wrong();
        var (appeals, next) = await desk.Waiting(context.User.Person(), new SanctionId(from), count);
        var now = time.GetUtcNow();
        var expected = await answers.ForModerator(appeals);
        return TypedResults.Json(new ModeratedSanctionsReply([.. appeals.Select(s => Words.Of(s, now, expected))], next?.Value), ModeratorJson.Default.ModeratedSanctionsReply);
    }

    /// <summary>The image of a captcha that a sanction rests on.</summary>
    public static async Task<IResult> Evidence(HttpContext context, SanctionDesk desk, string id, string captcha)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sanction)) return Problem.NoSuchSanction.Because();
        if (!long.TryParse(captcha, NumberStyles.None, CultureInfo.InvariantCulture, out var piece)) return Problem.NoSuchImage.Because();
        var (image, isInvolved) = await desk.Picture(context.User.Person(), new SanctionId(sanction), new CaptchaId(piece), ImagePart.Captcha);
        if (isInvolved) return Problem.Involved.Because();
        return image is null ? Problem.NoSuchImage.Because() : ImageCalls.Of(context, image);
    }

    public static async Task<IResult> Decide(HttpContext context, AppealDesk desk, ExpectedAnswers answers, TimeProvider time, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, ModeratorJson.Default.AppealDecisionRequest);
        if (body is null) return refusal!;
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sanction)) return Problem.NoSuchAppeal.Because();
        if (body.Decision is not ("uphold" or "overturn")) return Problem.OutOfRange.Because("decision is uphold or overturn.");
        if (!Plain.IsText(body.Reason, Sanction.LongestReason)) return Problem.OutOfRange.Because($"reason has 1 to {Sanction.LongestReason} characters.");
        var result = await desk.Decide(context.User.Person(), new SanctionId(sanction), body.Decision == "overturn", body.Reason!);
        return await WorkersCalls.Reply(context, answers, time, result, Problem.NoSuchAppeal);
    }
}
