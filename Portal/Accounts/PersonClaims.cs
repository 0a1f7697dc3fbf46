using System.Globalization;
using System.Security.Claims;
using CaptchaGrains.Actors.Ports;
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

    /// <summary>The session by which the person came, as <see cref="Sessions"/> knows it; null for a program's.</summary>
    internal const string Session = "session";

    /// <summary>The person has given a code too.</summary>
    internal const string SecondFactor = "second_factor";

    public static bool HasSecondFactor(this ClaimsPrincipal principal) => principal.HasClaim(c => c.Type == SecondFactor);

    /// <summary>What the person was when he signed in, or when that was last looked up.</summary>
    public static RoleSet Roles(this ClaimsPrincipal principal) => RoleSet.Of([.. Enum.GetValues<PersonRole>().Where(r => principal.IsInRole(r.ToString()))]);

    public static bool IsWorker(this ClaimsPrincipal principal) => principal.IsInRole(AccountStore.WorkerRole);
}
