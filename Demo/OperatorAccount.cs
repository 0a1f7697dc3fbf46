using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Demo;

/// <summary>How the first operator logs in. The password is stored nowhere; whoever gets this shows it once.</summary>
public sealed record OperatorLogin(string Email, string Password);

/// <summary>The first operator of a new installation.</summary>
public static class OperatorAccount
{
    public const string Email = "operator@captchagrains.local";

    /// <summary>Creates an operator with a random password when there is none at all.</summary>
    /// <returns>How to log in; null when there was an operator already, or another host was faster.</returns>
    public static async Task<OperatorLogin?> EnsureFirst(IMarketStore store, IPeopleStore people, Repeat repeat, TimeProvider time)
    {
        if (await repeat.UntilKnown(() => people.AnyPerson(PersonRole.Operator))) return null;
        var password = Passwords.Create();
        var (_, added) = await new PersonEnroller(store, people, repeat, time).Ensure(Email, PersonRole.Operator, () => Passwords.Hash(password));
        return added ? new OperatorLogin(Email, password) : null;
    }
}
