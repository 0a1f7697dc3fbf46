using System.Globalization;
using System.Security.Claims;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>How an operator's program comes in, and who he is in the audit log.</summary>
internal static class SessionCalls
{
    public static async Task<IResult> Open(HttpContext context, SignIns signIns, Sessions sessions)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.OperatorSessionRequest);
        if (body is null) return refusal!;
        var outcome = await signIns.Check(body.Email, body.Password, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (outcome.Verdict == SignInVerdict.LockedOut) return Problem.LockedOut.Because();
        if (outcome.Verdict == SignInVerdict.TooMany)
        {
            context.Response.Headers.RetryAfter = "60";
            return Problem.TooMany.Because();
        }
        if (outcome.Account is not { } account) return Problem.BadCredentials.Because();
        if (account.Person.Role != PersonRole.Operator) return Problem.NotAnOperator.Because();
        var (token, expires) = await sessions.Open(account);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new OperatorSessionReply(token, expires), OperatorJson.Default.OperatorSessionReply);
    }

    /// <summary>A new act of the operator who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is: the endpoint lacks its policy.</exception>
    public static Act Act(this HttpContext context) =>
        long.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Actors.Desks.Act.New($"operator:{id}")
            : throw new InvalidOperationException("Nobody is signed in.");
}
