using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>What was done to the worker, with all that it rests on, and what he says against it.</summary>
internal static class SanctionCalls
{
    private const int DefaultTake = 50;
    private const int LongestTake = 100;

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the following page.</summary>
    public static async Task<IResult> All(HttpContext context, ISanctionStore sanctions, ExpectedAnswers answers, TimeProvider time, string? before, string? take)
    {
        var (from, count) = (long.MaxValue, DefaultTake);
        if (!string.IsNullOrEmpty(before) && !long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return Problem.OutOfRange.Because("before is the next of the page before.");
        if (!string.IsNullOrEmpty(take) && !int.TryParse(take, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > LongestTake)
            return Problem.OutOfRange.Because($"take is 1 to {LongestTake}.");
        var page = await sanctions.SanctionsOf(context.User.Worker(), new SanctionId(from), count);
        var now = time.GetUtcNow();
        var expected = await answers.ForWorker(page);
        long? next = page.Length == count ? page[^1].Id.Value : null;
        return TypedResults.Json(new SanctionsReply([.. page.Select(s => Of(s, now, expected))], next), WorkerApiJson.Default.SanctionsReply);
    }

    /// <summary>The image of a captcha that a sanction of his rests on.</summary>
    public static async Task<IResult> Image(HttpContext context, SanctionDesk desk, string id, string captcha)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Problem.NoSuchSanction.Because();
        if (!long.TryParse(captcha, NumberStyles.None, CultureInfo.InvariantCulture, out var piece)) return Problem.NoSuchImage.Because();
        var image = await desk.Picture(context.User.Worker(), new SanctionId(number), new CaptchaId(piece), ImagePart.Captcha);
        return image is null ? Problem.NoSuchImage.Because() : ImageCalls.Of(context, image);
    }

    public static async Task<IResult> Appeal(HttpContext context, AppealDesk desk, ExpectedAnswers answers, TimeProvider time, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.AppealRequest);
        if (body is null) return refusal!;
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Problem.NoSuchSanction.Because();
        if (!Plain.IsText(body.Text, Core.Sanctions.Appeal.LongestText)) return Problem.OutOfRange.Because($"text has 1 to {Core.Sanctions.Appeal.LongestText} characters.");
        var result = await desk.Appeal(context.User.Worker(), new SanctionId(number), body.Text!);
        if (result.Sanction is { } sanction)
            return TypedResults.Json(Of(sanction, time.GetUtcNow(), await answers.ForWorker(sanction)), WorkerApiJson.Default.SanctionReply);
        if (result.Verdict == ModerationVerdict.TryAgain) context.Response.Headers.RetryAfter = "1";
        return (result.Verdict switch
        {
            ModerationVerdict.Unknown => Problem.NoSuchSanction,
            ModerationVerdict.AppealedBefore => Problem.AppealedBefore,
            ModerationVerdict.Over => Problem.SanctionOver,
            _ => Problem.TryAgain,
        }).Because();
    }

    /// <summary>As its worker sees it: what was found, and not who found it.</summary>
    /// <param name="expected">The known answers that may be told, by gold task.</param>
    internal static SanctionReply Of(Sanction sanction, DateTimeOffset now, ImmutableDictionary<CaptchaId, string> expected)
    {
        var holds = sanction.HoldsAt(now);
        return new SanctionReply(
            sanction.Id.Value,
            Wording.Code(sanction.What),
            sanction.Kind?.ToString(),
            SanctionMachine.IsInForce(sanction.Status) && !holds ? "expired" : Wording.Code(sanction.Status),
            sanction.At,
            sanction.Until,
            sanction.Why,
            CodeOf(sanction.Standard),
            sanction.DecidedBy is null ? "rule" : "moderator",
            holds && sanction.Appeal is null,
            [.. sanction.Evidence.Select(e => new EvidenceReply(
                e.Captcha.Value, e.Answer, e.Second, e.Moderator, e.Finding is { } finding ? Wording.Code(finding) : null,
                e.Gold is null ? null : true, e.Gold is { } gold ? expected.GetValueOrDefault(gold) : null))],
            sanction.Appeal is { } appeal ? new AppealReply(appeal.Text, appeal.At, StateOf(sanction, appeal), appeal.Reason, appeal.DecidedAt) : null,
            sanction.End is { } end ? new SanctionEndReply(end.At, end.Why, CodeOf(end.Standard)) : null);
    }

    private static string? CodeOf(StandardReason? reason) => reason is { } standard ? Wording.Code(standard) : null;

    private static string StateOf(Sanction sanction, Appeal appeal) => appeal.Overturns switch
    {
        true => "overturned",
        false => "upheld",
        null => sanction.Status == SanctionStatus.Appealed ? "waiting" : "needless",
    };
}
