using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CaptchaGrains.Portal.Accounts;

/// <summary><c>Authorization: Bearer …</c> by <see cref="Sessions"/>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (await sessions.Find(header[Prefix.Length..].Trim()) is not { } holder) return AuthenticateResult.Fail("No such session.");
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, holder.PersonId.ToString(CultureInfo.InvariantCulture)),
                .. holder.Roles.All.Select(r => new Claim(ClaimTypes.Role, r.ToString())),
                .. holder.HasSecondFactor ? [new Claim(PersonClaims.SecondFactor, "totp")] : Array.Empty<Claim>(),
            ],
            Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return Problem.NotSignedIn.Write(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        RolePaths.NotAllowed(Context).Write(Context);
}
