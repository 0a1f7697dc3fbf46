using System.Globalization;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Pay;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Who the worker is and what he has.</summary>
internal static class AccountCalls
{
    private const int DefaultTake = 50;
    private const int LongestTake = 500;

    public static async Task<IResult> OpenSession(HttpContext context, SessionDoor door)
    {
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.SessionRequest);
        if (body is null) return refusal!;
        return await door.Open(context, body.Email, body.Password, body.Code, PersonRole.Worker,
            (account, token, expires) => TypedResults.Json(new SessionReply(token, account.Person.Id, expires), WorkerApiJson.Default.SessionReply));
    }

    public static async Task<IResult> Me(HttpContext context, WorkerDesk desk, ReferralDesk referrals)
    {
        var view = await desk.View(context.User.Worker());
        return view.Profile is { } profile
            ? TypedResults.Json(Wording.Of(profile, view, await referrals.CodeOf(profile.Id)), WorkerApiJson.Default.MeReply)
            : Problem.NotAWorker.Because();
    }

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the following page.</summary>
    public static async Task<IResult> Statement(HttpContext context, IMarketStore store, string? before, string? take)
    {
        if (!TryNumber(before, out var from) || from is < 0) return Problem.OutOfRange.Because("before is the next of the page before.");
        if (!TryNumber(take, out var count) || count is < 1 or > LongestTake) return Problem.OutOfRange.Because($"take is 1 to {LongestTake}.");
        var size = (int)(count ?? DefaultTake);
        var entries = await store.Statement(AccountId.Of(context.User.Worker()), from, size);
        var next = entries.Length == size ? entries[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Json(new StatementReply([.. entries.Select(Wording.Of)], next), WorkerApiJson.Default.StatementReply);
    }

    /// <summary>The newest entries as a file for a spreadsheet.</summary>
    public static IResult StatementFile(HttpContext context, IMarketStore store)
    {
        context.Response.Headers.CacheControl = "no-store";
        var worker = context.User.Worker();
        return TypedResults.Stream(
            stream => StatementCsv.Write(stream, store, AccountId.Of(worker), EntryNames.Of, context.RequestAborted), "text/csv; charset=utf-8", $"statement-{worker}.csv");
    }

    private static bool TryNumber(string? text, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        number = value;
        return true;
    }
}
