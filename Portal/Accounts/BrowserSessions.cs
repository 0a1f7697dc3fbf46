using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// Browsers that are signed in. The cookie carries the roles, so that a page costs no look-up; it names a session too, which is looked up once in a while
/// (<see cref="SessionStamps"/>), so that each can be listed and ended.
/// </summary>
public sealed class BrowserSessions(SignInManager<Account> browsers, Sessions sessions, UserManager<Account> users)
{
    private static readonly string[] Carried = [PersonClaims.Session, PersonClaims.SecondFactor];

    public async Task SignIn(HttpContext context, Account account, bool secondFactor)
    {
        var (token, _) = await sessions.Open(account, context.Request.Headers.UserAgent.ToString(), secondFactor, isBrowser: true);
        List<Claim> claims = [new(PersonClaims.Session, token)];
        if (secondFactor) claims.Add(new Claim(PersonClaims.SecondFactor, "totp"));
        await browsers.SignInWithClaimsAsync(account, isPersistent: true, claims);
    }

    /// <summary>After the person's own change, which ended all others: this browser begins a new session.</summary>
    public async Task Renew(HttpContext context, Account account, bool secondFactor)
    {
        await sessions.EndAll(account.Person.Id, null);
        await SignIn(context, account, secondFactor);
    }

    /// <summary>The person who is signed in, as stored; null: there is none any more.</summary>
    public Task<Account?> Account(ClaimsPrincipal user) => users.FindByIdAsync(users.GetUserId(user) ?? "");

    public async Task SignOut(HttpContext context)
    {
        if (context.User.FindFirstValue(PersonClaims.Session) is { } token) await sessions.End(token);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        await context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
    }

    /// <summary>A cookie that is made anew from what is stored keeps what only it knows.</summary>
    internal static Task Carry(SecurityStampRefreshingPrincipalContext context)
    {
        if (context is { CurrentPrincipal: { } old, NewPrincipal.Identity: ClaimsIdentity renewed })
            renewed.AddClaims(old.Claims.Where(c => Carried.Contains(c.Type)));
        return Task.CompletedTask;
    }
}
