using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>How a program comes in, whatever its person is: by e-mail address and password, for a token that is good for all calls of his roles.</summary>
public sealed class SessionDoor(SignIns signIns, Sessions sessions, AccountSignals signals)
{
    /// <param name="role">Whoever has not this one gets no token here.</param>
    /// <param name="reply">Of the token and its end.</param>
    public async Task<IResult> Open(
        HttpContext context, string? email, string? password, PersonRole role, Func<Account, string, DateTimeOffset, IResult> reply)
    {
        var outcome = await signIns.Check(email, password, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (outcome.Account is not { } account) return Refusal(outcome.Verdict, context);
        if (!account.Person.Roles.Has(role)) return RolePaths.NotAllowed(context.Request.Path).Because();
        signals.SignedIn(context, account, mayMark: false);
        var (token, expires) = await sessions.Open(account);
        context.Response.Headers.CacheControl = "no-store";
        return reply(account, token, expires);
    }

    private static IResult Refusal(SignInVerdict verdict, HttpContext context)
    {
        if (verdict == SignInVerdict.LockedOut) return Problem.LockedOut.Because();
        if (verdict != SignInVerdict.TooMany) return Problem.BadCredentials.Because();
        context.Response.Headers.RetryAfter = "60";
        return Problem.TooMany.Because();
    }
}
