using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// The second factor. The key that an authenticator shares with us is stored under the portal's own keys, so that a copy of the database makes no codes; of recovery codes only
/// hashes are stored.
/// </summary>
public sealed partial class AccountStore :
    IUserTwoFactorStore<Account>,
    IUserAuthenticatorKeyStore<Account>,
    IUserTwoFactorRecoveryCodeStore<Account>
{
    private readonly IDataProtector _authenticators = protection.CreateProtector("CaptchaGrains.Portal.Authenticator");

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) =>
        Change(user, p => p with { HasSecondFactor = enabled });

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Person.HasSecondFactor);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        Change(user, p => p with { AuthenticatorKey = key.Length == 0 ? "" : _authenticators.Protect(key) });

    /// <returns>Null: there is none, or the portal's keys are lost; then a recovery code still opens the account.</returns>
    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        if (user.Person.AuthenticatorKey.Length == 0) return Task.FromResult<string?>(null);
        try { return Task.FromResult<string?>(_authenticators.Unprotect(user.Person.AuthenticatorKey)); }
        catch (CryptographicException) { return Task.FromResult<string?>(null); }
    }

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Change(user, p => p with { RecoveryCodes = string.Join(',', recoveryCodes.Select(c => Hash(p, c))) });

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var left = Codes(user.Person);
        var hash = Hash(user.Person, code);
        if (!left.Contains(hash)) return Task.FromResult(false);
        user.Person = user.Person with { RecoveryCodes = string.Join(',', left.Remove(hash)) };
        return Task.FromResult(true);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Codes(user.Person).Length);

    private static ImmutableArray<string> Codes(Person person) => [.. person.RecoveryCodes.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    // With the person's number, so that equal codes of two people do not look equal.
    private static string Hash(Person person, string code) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{person.Id.ToString(CultureInfo.InvariantCulture)}\n{code.Trim().ToUpperInvariant()}")));
}
