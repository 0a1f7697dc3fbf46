using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>How a program comes in, whatever its person is: by e-mail address, password and, where he has an authenticator, its code, for a token that is good for all calls of his roles.</summary>
public sealed class SessionDoor(SignIns signIns, Sessions sessions, AccountSignals signals, PortalOptions options)
{
    /// <param name="code">Of the person's authenticator, where he has one; null: none was given.</param>
    /// <param name="role">Whoever has not this one gets no token here.</param>
    /// <param name="reply">Of the token and its end.</param>
    public async Task<IResult> Open(
        HttpContext context, string? email, string? password, string? code, PersonRole role, Func<Account, string, DateTimeOffset, IResult> reply)
    {
        var outcome = await signIns.Check(email, password, code, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (outcome is not { Verdict: SignInVerdict.Welcome, Account: { } account }) return Refusal(outcome.Verdict, context);
        if (!account.Person.Roles.Has(role)) return RolePaths.NotAllowed(context).Because();
        if (options.SecondFactorRequired && !outcome.HasSecondFactor && role is PersonRole.Moderator or PersonRole.Operator)
            return Problem.SecondFactorRequired.Because("Set up a second factor on the page /account/secondfactor first.");
        signals.SignedIn(context, account, mayMark: false);
        var (token, expires) = await sessions.Open(account, context.Request.Headers.UserAgent.ToString(), outcome.HasSecondFactor);
        context.Response.Headers.CacheControl = "no-store";
        return reply(account, token, expires);
    }

    private static IResult Refusal(SignInVerdict verdict, HttpContext context)
    {
        if (verdict == SignInVerdict.TooMany) context.Response.Headers.RetryAfter = "60";
        var problem = verdict switch
        {
            SignInVerdict.LockedOut => Problem.LockedOut,
            SignInVerdict.TooMany => Problem.TooMany,
            SignInVerdict.NeedsCode => Problem.SecondFactorRequired,
            SignInVerdict.BadCode => Problem.BadCode,
            _ => Problem.BadCredentials,
        };
        return problem.Because();
    }
}
