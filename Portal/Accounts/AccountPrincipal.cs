using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>What a cookie says of a person: number, e-mail address, security stamp, roles.</summary>
public sealed class AccountPrincipal(UserManager<Account> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaims(user.Person.Roles.All.Select(r => new Claim(identity.RoleClaimType, r.ToString())));
        return identity;
    }
}
