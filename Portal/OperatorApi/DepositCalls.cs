using System.Globalization;
using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>Money that an operator has seen come in.</summary>
internal static class DepositCalls
{
    /// <summary>Repeated with the same operation, by whichever operator, it is the same deposit.</summary>
    public static async Task<IResult> Book(HttpContext context, DepositDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.DepositRequest);
        if (body is null) return refusal!;
        if (!Deposit.IsOperation(body.Operation)) return Problem.OutOfRange.Because($"An operation is named by 1 to {Deposit.LongestOperation} letters, digits, hyphens and underscores.");
        if (body.Customer is not > 0) return Problem.NoSuchCustomer.Because();
        if (!Money.TryParse(body.Amount, out var amount)) return BadAmount(desk);
        if (!Plain.IsText(body.Reference, Deposit.LongestNote))
            return Problem.OutOfRange.Because(string.Create(CultureInfo.InvariantCulture, $"reference has 1 to {Deposit.LongestNote} characters."));
        var result = await desk.BookByHand(context.User.Person(), body.Operation!, new CustomerId(body.Customer.Value), amount, body.Reference!);
        if (result.Deposit is { } booked)
            return TypedResults.Json(new DepositReply(booked.Id.Value, booked.Customer.Value, booked.Amount.ToString(), "booked", booked.EnteredBy, booked.Reference, booked.PaidAt), OperatorJson.Default.DepositReply);
        if (result.Refusal == DepositRefusal.TryAgain) context.Response.Headers.RetryAfter = "1";
        return result.Refusal switch
        {
            DepositRefusal.BadAmount => BadAmount(desk),
            DepositRefusal.Unknown => Problem.NoSuchCustomer.Because(),
            DepositRefusal.UsedDifferently => Problem.OperationUsed.Because("The same operation was another deposit before."),
            DepositRefusal.NotPossible => Problem.NotPossible.Because(),
            _ => Problem.TryAgain.Because(),
        };
    }

    private static IResult BadAmount(DepositDesk desk) =>
        Problem.BadAmount.Because($"amount is {desk.Options.Minimum.ToShortString()} to {desk.Options.Maximum.ToShortString()} dollars, in whole cents.");
}
