using System.Globalization;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Getting paid. A worker who is suspended or banned can do this, too: what he earned is his.</summary>
internal static class PayoutCalls
{
    public const string OperationHeader = "Idempotency-Key";

    private const int DefaultTake = 50;
    private const int LongestTake = 100;

    public static async Task<IResult> Ask(HttpContext context, PayoutDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.PayoutRequest);
        if (body is null) return refusal!;
        var header = context.Request.Headers[OperationHeader].ToString();
        var operation = header.Length > 0 ? header : body.OperationId ?? Guid.NewGuid().ToString("N");
        if (!Payout.IsOperation(operation)) return Problem.OutOfRange.Because($"An operation is named by 1 to {Payout.LongestOperation} letters, digits, hyphens and underscores.");
        if (!Money.TryParse(body.Amount, out var amount)) return Problem.BadAmount.Because("amount is a decimal text in dollars.");
        PayoutDestination? to = null;
        if ((body.Method is not null || body.Destination is not null) && !TryDestination(body.Method, body.Destination, out to)) return Problem.BadDestination.Because();
        var result = await desk.Ask(context.User.Worker(), operation, amount, to);
        return result.Payout is { } payout
            ? TypedResults.Json(Of(payout), WorkerApiJson.Default.PayoutReply, statusCode: StatusCodes.Status201Created)
            : Refusal(context, result.Refusal!.Value, desk.Options, result.Until);
    }

    /// <summary>Newest first, with the terms on which more can be asked for.</summary>
    public static async Task<IResult> All(HttpContext context, PayoutDesk desk, string? before, string? take)
    {
        var (from, count) = (long.MaxValue, DefaultTake);
        if (!string.IsNullOrEmpty(before) && !TryId(before, out from)) return Problem.OutOfRange.Because("before is the next of the page before.");
        if (!string.IsNullOrEmpty(take) && !int.TryParse(take, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > LongestTake)
            return Problem.OutOfRange.Because($"take is 1 to {LongestTake}.");
        var worker = context.User.Worker();
        var page = await desk.Of(worker, new PayoutId(from), count);
        var terms = await desk.Terms(worker);
        return TypedResults.Json(new PayoutsReply([.. page.Select(Of)], terms.Most.ToString(), terms.Contested.ToString(), terms.Minimum.ToString(),
            terms.Destination is { } known ? Of(known, terms.LockedUntil) : null, page.Length == count ? page[^1].Id.Value : null), WorkerApiJson.Default.PayoutsReply);
    }

    public static async Task<IResult> Cancel(HttpContext context, PayoutDesk desk, string id)
    {
        if (!TryId(id, out var number)) return Problem.NoSuchPayout.Because();
        var result = await desk.Cancel(context.User.Worker(), new PayoutId(number));
        return result.Payout is { } payout
            ? TypedResults.Json(Of(payout), WorkerApiJson.Default.PayoutReply)
            : Refusal(context, result.Refusal!.Value, desk.Options, null);
    }

    public static async Task<IResult> SetDestination(HttpContext context, PayoutDesk desk, TimeProvider time)
    {
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.DestinationRequest);
        if (body is null) return refusal!;
        if (!TryDestination(body.Method, body.Destination, out var to)) return Problem.BadDestination.Because();
        var result = await desk.Name(context.User.Worker(), to!);
        return result.Destination is { } known
            ? TypedResults.Json(Of(known, known.LockedUntil(time.GetUtcNow(), desk.Options)), WorkerApiJson.Default.DestinationReply)
            : Refusal(context, result.Refusal!.Value, desk.Options, null);
    }

    /// <summary>As the calls refuse it, to workers and to operators.</summary>
    internal static IResult Refusal(HttpContext context, PayoutRefusal why, PayoutOptions options, DateTimeOffset? until)
    {
        if (why == PayoutRefusal.TryAgain) context.Response.Headers.RetryAfter = "1";
        return why switch
        {
            PayoutRefusal.BadAmount => Problem.BadAmount.Because("amount is above zero, in whole cents."),
            PayoutRefusal.BelowMinimum => Problem.BelowMinimum.Because($"The smallest payout is {options.Minimum.ToShortString()} dollars."),
            PayoutRefusal.MoreThanBalance => Problem.InsufficientBalance.Because(),
            PayoutRefusal.Contested => Problem.Contested.Because(),
            PayoutRefusal.BadDestination => Problem.BadDestination.Because(),
            PayoutRefusal.DestinationLocked => Problem.DestinationLocked.Because(until is { } at ? string.Create(CultureInfo.InvariantCulture, $"It can be used from {at.UtcDateTime:s}Z on.") : null),
            PayoutRefusal.TooMany => Problem.TooManyPayouts.Because(),
            PayoutRefusal.UsedDifferently => Problem.OperationUsed.Because(),
            PayoutRefusal.Unknown => Problem.NoSuchPayout.Because(),
            PayoutRefusal.Involved => Problem.Involved.Because("Another operator has to do this."),
            PayoutRefusal.TakenByAnother => Problem.PayoutOver.Because("Another operator is sending it."),
            PayoutRefusal.NotPossible => Problem.PayoutOver.Because(),
            _ => Problem.TryAgain.Because(),
        };
    }

    internal static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    internal static bool TryDestination(string? method, string? written, out PayoutDestination? destination)
    {
        destination = null;
        foreach (var known in Enum.GetValues<PayoutMethod>())
            if (Wording.Code(known) == method) return PayoutDestination.TryParse(known, written, out destination);
        return false;
    }

    private static PayoutReply Of(Payout payout) => new(
        payout.Id.Value, payout.Amount.ToString(), Wording.Code(payout.To.Method), payout.To.Masked, Wording.Code(payout.Status), payout.AskedAt, payout.SentAt, payout.Reference,
        payout.EndedAt, payout.Reason);

    private static DestinationReply Of(WorkerDestination known, DateTimeOffset? until) =>
        new(Wording.Code(known.Destination.Method), known.Destination.Masked, until);
}
