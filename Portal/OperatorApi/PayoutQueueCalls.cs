using System.Globalization;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>The payouts that wait for an operator, and what he did about them.</summary>
internal static class PayoutQueueCalls
{
    private const int MostOfPage = 100;

    /// <param name="status">pending, taken, sent, cancelled or failed; absent: pending.</param>
    /// <param name="after">Only numbers above this one.</param>
    public static async Task<IResult> List(PayoutDesk desk, string? status, string? after)
    {
        PayoutStatus? wanted = status switch
        {
            null or "pending" => PayoutStatus.Pending,
            "taken" => PayoutStatus.Taken,
            "sent" => PayoutStatus.Sent,
            "cancelled" => PayoutStatus.Cancelled,
            "failed" => PayoutStatus.Failed,
            _ => null,
        };
        if (wanted is not { } found) return Problem.OutOfRange.Because("status is pending, taken, sent, cancelled or failed.");
        var from = 0L;
        if (after is not null && !PayoutCalls.TryId(after, out from)) return Problem.OutOfRange.Because("after is a number.");
        var page = await desk.In(found, new PayoutId(from), MostOfPage);
        return TypedResults.Json(new PayoutQueueReply([.. page.Select(Of)], page.Length == MostOfPage ? page[^1].Id.Value : null), OperatorJson.Default.PayoutQueueReply);
    }

    public static async Task<IResult> Take(HttpContext context, PayoutDesk desk, string id) => PayoutCalls.TryId(id, out var number)
        ? Reply(context, desk, await desk.Take(context.User.Person(), new PayoutId(number)))
        : Problem.NoSuchPayout.Because();

    public static async Task<IResult> PutBack(HttpContext context, PayoutDesk desk, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.ReasonRequest);
        if (body is null) return refusal!;
        if (!IsNote(body.Reason)) return NoNote("reason");
        return PayoutCalls.TryId(id, out var number)
            ? Reply(context, desk, await desk.PutBack(context.User.Person(), new PayoutId(number), body.Reason!))
            : Problem.NoSuchPayout.Because();
    }

    public static async Task<IResult> Sent(HttpContext context, PayoutDesk desk, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.PayoutSentRequest);
        if (body is null) return refusal!;
        if (!IsNote(body.Reference)) return NoNote("reference");
        return PayoutCalls.TryId(id, out var number)
            ? Reply(context, desk, await desk.Sent(context.User.Person(), new PayoutId(number), body.Reference!))
            : Problem.NoSuchPayout.Because();
    }

    public static async Task<IResult> Failed(HttpContext context, PayoutDesk desk, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.ReasonRequest);
        if (body is null) return refusal!;
        if (!IsNote(body.Reason)) return NoNote("reason");
        return PayoutCalls.TryId(id, out var number)
            ? Reply(context, desk, await desk.Returned(context.User.Person(), new PayoutId(number), body.Reason!))
            : Problem.NoSuchPayout.Because();
    }

    private static IResult Reply(HttpContext context, PayoutDesk desk, PayoutResult result) => result.Payout is { } payout
        ? TypedResults.Json(Of(payout), OperatorJson.Default.PayoutEntryReply)
        : PayoutCalls.Refusal(context, result.Refusal!.Value, desk.Options, null);

    internal static bool IsNote(string? text) => Plain.IsText(text, Payout.LongestNote);

    private static IResult NoNote(string name) => Problem.OutOfRange.Because(string.Create(CultureInfo.InvariantCulture, $"{name} has 1 to {Payout.LongestNote} characters."));

    private static PayoutEntryReply Of(Payout payout) => new(
        payout.Id.Value, payout.Worker.Value, payout.Amount.ToString(), Wording.Code(payout.To.Method), payout.To.Address, Wording.Code(payout.Status), payout.AskedAt,
        payout.DecidedBy, payout.TakenAt, payout.SentAt, payout.Reference, payout.EndedAt, payout.Reason);
}
