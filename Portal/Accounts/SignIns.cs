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

    /// <summary>The password is right; a code of the person's authenticator is needed too.</summary>
    NeedsCode = 5,

    /// <summary>The password is right, the code is not.</summary>
    BadCode = 6,
}

/// <param name="Account">Present when welcome, and when a code is needed.</param>
public sealed record SignInOutcome(SignInVerdict Verdict, Account? Account)
{
    /// <summary>A code was given too.</summary>
    public bool HasSecondFactor { get; init; }
}

/// <summary>Judges e-mail address, password and code, for the pages and for the calls alike.</summary>
public sealed class SignIns(
    UserManager<Account> users, IPasswordHasher<Account> hasher, HashGate gate, SignInLimit limit, Enrollment enrollment, UsedCodes used)
{
    /// <summary>Failures that are counted at the same moment collide; each is counted again, and with <see cref="PortalOptions.ConcurrentHashes"/> at a time this is plenty.</summary>
    private const int CountAttempts = 8;

    private static readonly Account Nobody = new(new Person(
        0, RoleSet.Of(PersonRole.Worker), "", "",
        new PasswordHasher<Account>().HashPassword(null!, Guid.NewGuid().ToString()), "", 0, null, DateTimeOffset.UnixEpoch, 0));

    /// <param name="code">Of the authenticator, or a recovery code; null: none was given.</param>
    public async Task<SignInOutcome> Check(string? email, string? password, string? code, IPAddress? from, CancellationToken gone)
    {
        if (!limit.Allows(from)) return new SignInOutcome(SignInVerdict.TooMany, null);
        if (!EmailAddress.IsWellFormed(email) || string.IsNullOrEmpty(password)) return new SignInOutcome(SignInVerdict.BadCredentials, null);
        var (done, result) = await gate.Run(() => Judge(email!, password, code), gone);
        if (!done) return new SignInOutcome(SignInVerdict.TooMany, null);
        return await Complete(result!);
    }

    /// <summary>The second step in a browser, of somebody whose password was right a moment ago.</summary>
    public async Task<SignInOutcome> CheckCode(string personId, string? code, IPAddress? from)
    {
        if (!limit.Allows(from)) return new SignInOutcome(SignInVerdict.TooMany, null);
        if (await users.FindByIdAsync(personId) is not { } account) return new SignInOutcome(SignInVerdict.BadCredentials, null);
        if (await users.IsLockedOutAsync(account)) return new SignInOutcome(SignInVerdict.LockedOut, null);
        return await Complete(await JudgeCode(account, code ?? ""));
    }

    private async Task<SignInOutcome> Judge(string email, string password, string? code)
    {
        if (await users.FindByEmailAsync(email) is not { } account)
        {
            // As slow as for a known address, so that the time does not tell which addresses are known.
            hasher.VerifyHashedPassword(Nobody, Nobody.Person.PasswordHash, password);
            return new SignInOutcome(SignInVerdict.BadCredentials, null);
        }
        if (await users.IsLockedOutAsync(account)) return new SignInOutcome(SignInVerdict.LockedOut, null);
        if (!await users.CheckPasswordAsync(account, password)) return await CountFailure(account, SignInVerdict.BadCredentials);
        // Failures are forgotten after the code only: who knows the password could guess codes for ever otherwise.
        if (!account.Person.HasSecondFactor) return await Welcome(account, secondFactor: false);
        return code is null ? new SignInOutcome(SignInVerdict.NeedsCode, account) : await JudgeCode(account, code);
    }

    private async Task<SignInOutcome> JudgeCode(Account account, string code)
    {
        code = code.Replace(" ", "", StringComparison.Ordinal);
        var isCode = code.Length > 0 && await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, code)
            && used.Take(account.Person.Id, code);
        if (!isCode && !(await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded) return await CountFailure(account, SignInVerdict.BadCode);
        return await Welcome(account, secondFactor: true);
    }

    private async Task<SignInOutcome> Welcome(Account account, bool secondFactor)
    {
        // Losing this race leaves a few old failures on the count, and nothing else.
        if (account.Person.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(account);
        return new SignInOutcome(SignInVerdict.Welcome, account) { HasSecondFactor = secondFactor };
    }

    // A registration whose last step was lost is made whole here.
    private async Task<SignInOutcome> Complete(SignInOutcome outcome)
    {
        if (outcome is { Verdict: SignInVerdict.Welcome, Account: { } account }) await enrollment.Enroll(account);
        return outcome;
    }

    private async Task<SignInOutcome> CountFailure(Account account, SignInVerdict failure)
    {
        for (var attempt = 0; attempt < CountAttempts; attempt++)
        {
            if ((await users.AccessFailedAsync(account)).Succeeded) break;
            if (await users.FindByEmailAsync(account.Person.Email) is not { } again) break;
            account = again;
            if (await users.IsLockedOutAsync(account)) break;
        }
        var verdict = await users.IsLockedOutAsync(account) ? SignInVerdict.LockedOut : failure;
        return new SignInOutcome(verdict, null);
    }
}
