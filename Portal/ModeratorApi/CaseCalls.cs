using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.ModeratorApi;

/// <summary>Disputed answers, and what a moderator says of them.</summary>
internal static class CaseCalls
{
    public static async Task<IResult> Waiting(HttpContext context, CaseDesk desk, TimeProvider time, string? after, string? take)
    {
        if (Paging.Read(after, take) is not var (from, count)) return Paging.Wrong();
        var (cases, next) = await desk.Waiting(context.User.Person(), new CaptchaId(from), count);
        var now = time.GetUtcNow();
        return TypedResults.Json(new CasesReply(
            [.. cases.Select(c => new CaseEntry(c.Report.Captcha.Value, Words.WaitsFor(c.Report.Status)!, c.IsAboutGold ? "hidden_tests" : "report", c.Captcha.Request.Kind.ToString(),
                c.Report.Worker!.Value.Value, c.Report.At, (long)(now - c.Report.At).TotalSeconds))], next?.Value), ModeratorJson.Default.CasesReply);
    }

    public static async Task<IResult> Show(HttpContext context, CaseDesk desk, string captcha)
    {
        if (!TryCaptcha(captcha, out var id)) return Problem.NoSuchCase.Because();
        var (view, isInvolved) = await desk.Find(context.User.Person(), id);
        if (isInvolved) return Problem.Involved.Because();
        return view is null ? Problem.NoSuchCase.Because() : TypedResults.Json(Words.Of(view, desk.Numbers.Skill, context.Request.PathBase), ModeratorJson.Default.CaseReply);
    }

    /// <param name="n">Which one, where there are several: 1, or nothing, is the first.</param>
    public static Task<IResult> Image(HttpContext context, CaseDesk desk, string captcha, string? n)
    {
        var number = 1;
        var isNumber = string.IsNullOrEmpty(n) || int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Rotation.MostImages;
        return Send(context, desk, captcha, isNumber ? ImageParts.Numbered(number) : null);
    }

    public static Task<IResult> Instruction(HttpContext context, CaseDesk desk, string captcha) => Send(context, desk, captcha, ImagePart.Instruction);

    public static async Task<IResult> Resolve(HttpContext context, CaseDesk desk, string captcha)
    {
        var (body, refusal) = await JsonBody.Read(context, ModeratorJson.Default.ResolveRequest);
        if (body is null) return refusal!;
        if (!TryCaptcha(captcha, out var id) || await desk.Case(id) is not var (_, asked)) return Problem.NoSuchCase.Because();
        if (body.Answer.ValueKind == JsonValueKind.Undefined) return Problem.MalformedAnswer.Because("There is no answer.", "empty");
        var (text, reason, detail) = AnswerJson.Read(asked.Request.Kind, body.Answer);
        if (text is null) return Problem.MalformedAnswer.Because(detail, reason);
        if (AnswerForm.Check(asked.Request, text).Flaw is { } flaw) return Problem.MalformedAnswer.Because(reason: Wording.Code(flaw));
        return await Reply(context, desk, id, await desk.Resolve(id, new Resolution(context.User.Person(), text)));
    }

    public static async Task<IResult> Decide(HttpContext context, CaseDesk desk, string captcha)
    {
        var (body, refusal) = await JsonBody.Read(context, ModeratorJson.Default.CaseDecisionRequest);
        if (body is null) return refusal!;
        if (!TryCaptcha(captcha, out var id) || await desk.Case(id) is null) return Problem.NoSuchCase.Because();
        if (Words.Decision(body.Decision) is not { } decision) return Problem.OutOfRange.Because("decision is training, ban or lift.");
        if (!Plain.IsText(body.Reason, Sanction.LongestReason)) return Problem.OutOfRange.Because($"reason has 1 to {Sanction.LongestReason} characters.");
        return await Reply(context, desk, id, await desk.Decide(context.User.Person(), id, decision, body.Reason!));
    }

    private static async Task<IResult> Reply(HttpContext context, CaseDesk desk, CaptchaId id, ResolveVerdict verdict)
    {
        switch (verdict)
        {
            case ResolveVerdict.Done:
                var now = await desk.Case(id);
                return TypedResults.Json(new CaseStatusReply(id.Value, Wording.Code(now!.Value.State.Status)), ModeratorJson.Default.CaseStatusReply);
            case ResolveVerdict.Involved: return Problem.Involved.Because();
            case ResolveVerdict.Malformed: return Problem.MalformedAnswer.Because();
            case ResolveVerdict.NotWaiting: return Problem.CaseOver.Because();
            default:
                context.Response.Headers.RetryAfter = "1";
                return Problem.TryAgain.Because();
        }
    }

    private static async Task<IResult> Send(HttpContext context, CaseDesk desk, string captcha, ImagePart? named)
    {
        if (!TryCaptcha(captcha, out var id) || await desk.Case(id) is null) return Problem.NoSuchCase.Because();
        if (named is not { } part) return Problem.NoSuchImage.Because();
        var (image, isInvolved) = await desk.Image(context.User.Person(), id, part);
        if (isInvolved) return Problem.Involved.Because();
        if (image is null) return Problem.NoSuchImage.Because();
        return ImageCalls.Of(context, image);
    }

    private static bool TryCaptcha(string text, out CaptchaId id)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        id = new CaptchaId(number);
        return isNumber;
    }
}
