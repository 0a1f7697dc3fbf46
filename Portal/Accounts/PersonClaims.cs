using System.Globalization;
using System.Security.Claims;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Portal.Accounts;

public static class PersonClaims
{
    /// <summary>The worker who is signed in, by cookie or by token; his number is the person's.</summary>
    /// <exception cref="InvalidOperationException">Nobody is: the endpoint lacks its policy.</exception>
    public static WorkerId Worker(this ClaimsPrincipal principal) => new(principal.Person());

    /// <summary>The number of the person who is signed in, by cookie or by token.</summary>
    /// <exception cref="InvalidOperationException">Nobody is: the endpoint lacks its policy.</exception>
    public static long Person(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new InvalidOperationException("Nobody is signed in.");

    public static bool IsWorker(this ClaimsPrincipal principal) => principal.IsInRole(AccountStore.WorkerRole);
}
