using System.Globalization;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Pay;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Whom the worker invited, without names, and what it brought him.</summary>
internal static class FriendCalls
{
    private const int DefaultTake = 50;
    private const int LongestTake = 100;

    public static async Task<IResult> All(HttpContext context, ReferralDesk desk, FriendCursors cursors, string? after, string? take)
    {
        var worker = context.User.Worker();
        var count = DefaultTake;
        if (cursors.Read(worker, after) is not { } from) return Problem.OutOfRange.Because("after is the next of the page before.");
        if (!string.IsNullOrEmpty(take) && !int.TryParse(take, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > LongestTake)
            return Problem.OutOfRange.Because($"take is 1 to {LongestTake}.");
        var view = await desk.Friends(worker, from, count);
        return TypedResults.Json(new FriendsReply(
            await desk.CodeOf(worker), view.Total.Friends, view.Total.Paid.ToString(), [.. view.Friends.Select(f => new FriendReply(f.Number, f.Since, f.Paid.ToString()))], cursors.Write(worker, view.Next)),
            WorkerApiJson.Default.FriendsReply);
    }
}
