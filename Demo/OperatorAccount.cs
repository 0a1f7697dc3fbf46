using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Demo;

/// <summary>How the first operator logs in. The password is stored nowhere; whoever made it up shows it once.</summary>
public sealed record OperatorLogin(string Email, string Password);

/// <summary>The first operator of a new installation.</summary>
public static class OperatorAccount
{
    public const string Email = "operator@captchagrains.local";

    /// <summary>Creates an operator when there is none at all.</summary>
    /// <param name="login">As whoever installs it wants it; null: <see cref="Email"/> and a random password.</param>
    /// <returns>How to log in; null when there was an operator already, another host was faster, or the address belongs to somebody.</returns>
    public static async Task<OperatorLogin?> EnsureFirst(IMarketStore store, IPeopleStore people, Repeat repeat, TimeProvider time, OperatorLogin? login = null)
    {
        if (await repeat.UntilKnown(() => people.AnyPerson(PersonRole.Operator))) return null;
        login ??= new OperatorLogin(Email, Passwords.Create());
        var (_, added) = await new PersonEnroller(store, people, repeat, time).Ensure(login.Email, PersonRole.Operator, () => Passwords.Hash(login.Password));
        return added ? login : null;
    }
}
