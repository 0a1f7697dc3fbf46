using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>On what terms the worker wants to work; <c>me</c> says on which he does.</summary>
internal static class TermsCalls
{
    /// <summary>Both are replaced; what is missing is asked for no more.</summary>
    public static async Task<IResult> Set(HttpContext context, WorkerDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.TermsRequest);
        if (body is null) return refusal!;
        if (!TryMoney(body.MinRate, out var rate)) return BadMinRate();
        if (!TryMoney(body.DailyCap, out var cap)) return BadDailyCap();
        var terms = new OwnTerms(rate, cap);
        return await desk.SetTerms(context.User.Worker(), terms) switch
        {
            TermsVerdict.Set => TypedResults.Json(Wording.Of(terms), WorkerApiJson.Default.TermsReply),
            TermsVerdict.BadMinRate => BadMinRate(),
            TermsVerdict.BadDailyCap => BadDailyCap(),
            _ => Problem.NotAWorker.Because(),
        };
    }

    private static bool TryMoney(string? text, out Money amount)
    {
        amount = Money.Zero;
        return text is null || Money.TryParse(text, out amount);
    }

    private static IResult BadMinRate() => Problem.OutOfRange.Because($"minRate is a decimal text in dollars for one answer, 0 to {OwnTerms.HighestMinRate.ToShortString()}.", "min_rate");

    private static IResult BadDailyCap() => Problem.OutOfRange.Because($"dailyCap is a decimal text in dollars, 0 to {OwnTerms.HighestDailyCap.ToShortString()}.", "daily_cap");
}
