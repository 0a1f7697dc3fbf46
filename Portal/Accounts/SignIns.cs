using System.Net;
using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.Accounts;

public enum SignInVerdict
{
    Welcome = 1,
    BadCredentials = 2,

    /// <summary>Too many failures; the password was not looked at.</summary>
    LockedOut = 3,

    /// <summary>This address, or everybody together, tries too often at the moment.</summary>
    TooMany = 4,
}

/// <param name="Account">Present when welcome.</param>
public sealed record SignInOutcome(SignInVerdict Verdict, Account? Account);

/// <summary>Judges e-mail address and password, for the pages and for the worker API alike.</summary>
public sealed class SignIns(
    UserManager<Account> users, IPasswordHasher<Account> hasher, HashGate gate, SignInLimit limit, Enrollment enrollment)
{
    /// <summary>Failures that are counted at the same moment collide; each is counted again, and with <see cref="PortalOptions.ConcurrentHashes"/> at a time this is plenty.</summary>
    private const int CountAttempts = 8;

    private static readonly Account Nobody = new(new Person(
        0, RoleSet.Of(PersonRole.Worker), "", "",
        new PasswordHasher<Account>().HashPassword(null!, Guid.NewGuid().ToString()), "", 0, null, DateTimeOffset.UnixEpoch, 0));

    public async Task<SignInOutcome> Check(string? email, string? password, IPAddress? from, CancellationToken gone)
    {
        if (!limit.Allows(from)) return new SignInOutcome(SignInVerdict.TooMany, null);
        if (!EmailAddress.IsWellFormed(email) || string.IsNullOrEmpty(password)) return new SignInOutcome(SignInVerdict.BadCredentials, null);
        var (done, result) = await gate.Run(() => Judge(email!, password), gone);
        if (!done) return new SignInOutcome(SignInVerdict.TooMany, null);
        // A registration whose last step was lost is made whole here.
        if (result!.Account is { } account && account.Person.Roles.Has(PersonRole.Worker)) await enrollment.Enroll(account);
        return result;
    }

    private async Task<SignInOutcome> Judge(string email, string password)
    {
        if (await users.FindByEmailAsync(email) is not { } account)
        {
            // As slow as for a known address, so that the time does not tell which addresses are known.
            hasher.VerifyHashedPassword(Nobody, Nobody.Person.PasswordHash, password);
            return new SignInOutcome(SignInVerdict.BadCredentials, null);
        }
        if (await users.IsLockedOutAsync(account)) return new SignInOutcome(SignInVerdict.LockedOut, null);
        if (!await users.CheckPasswordAsync(account, password)) return await CountFailure(account);
        // Losing this race leaves a few old failures on the count, and nothing else.
        if (account.Person.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(account);
        return new SignInOutcome(SignInVerdict.Welcome, account);
    }

    private async Task<SignInOutcome> CountFailure(Account account)
    {
        for (var attempt = 0; attempt < CountAttempts; attempt++)
        {
            if ((await users.AccessFailedAsync(account)).Succeeded) break;
            if (await users.FindByEmailAsync(account.Person.Email) is not { } again) break;
            account = again;
            if (await users.IsLockedOutAsync(account)) break;
        }
        var verdict = await users.IsLockedOutAsync(account) ? SignInVerdict.LockedOut : SignInVerdict.BadCredentials;
        return new SignInOutcome(verdict, null);
    }
}
