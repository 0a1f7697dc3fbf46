using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>Once a minute for each browser: is its person still who he was, and is its session still open?</summary>
internal sealed class SessionStamps(
    IOptions<SecurityStampValidatorOptions> options, SignInManager<Account> browsers, ILoggerFactory logs, Sessions sessions)
    : SecurityStampValidator<Account>(options, browsers, logs)
{
    protected override async Task<Account?> VerifySecurityStamp(ClaimsPrincipal? principal)
    {
        if (await base.VerifySecurityStamp(principal) is not { } account) return null;
        return principal?.FindFirstValue(PersonClaims.Session) is { } token && await sessions.GoesOn(token, account.Person.Id) ? account : null;
    }
}
