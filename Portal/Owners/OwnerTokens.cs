using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using Microsoft.AspNetCore.DataProtection;

namespace CaptchaGrains.Portal.Owners;

/// <summary>
/// Tokens for proofs. They are not kept anywhere: a token says itself, protected by the portal's keys, what it is for. What the owner publishes is its hash.
/// </summary>
public sealed class OwnerTokens(IDataProtectionProvider keys, TimeProvider time)
{
    /// <summary>Long enough for a DNS record to be entered and to spread.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly IDataProtector _protector = keys.CreateProtector("CaptchaGrains.Owners.Token", "v1");

    public (string Token, DateTimeOffset ExpiresAt) Issue(OwnerRequest request)
    {
        var expires = time.GetUtcNow() + Lifetime;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{(int)request.Purpose} {request.Customer?.Value ?? 0} {expires.ToUnixTimeSeconds()} {request.Domain}");
        return (_protector.Protect(text), expires);
    }

    /// <returns>Null: it is none of ours, or has expired.</returns>
    public OwnerRequest? Read(string? token)
    {
        if (token is not { Length: > 0 and <= 2048 }) return null;
        string text;
        try { text = _protector.Unprotect(token); }
        catch (CryptographicException) { return null; }
        if (text.Split(' ') is not [var purpose, var customer, var expires, var name] || !DomainName.TryParse(name, out var domain)) return null;
        if (time.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(expires, CultureInfo.InvariantCulture)) return null;
        var number = long.Parse(customer, CultureInfo.InvariantCulture);
        return new OwnerRequest(domain, (OwnerPurpose)int.Parse(purpose, CultureInfo.InvariantCulture), number == 0 ? null : new CustomerId(number));
    }

    /// <summary>The line that the owner publishes.</summary>
    public static string Statement(string token) => "captchagrains-verification=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public enum OwnerPurpose
{
    /// <summary>No captcha of the domain is to be served.</summary>
    OptOut = 1,

    /// <summary>The owner takes his opt-out back.</summary>
    OptIn = 2,

    /// <summary>A customer's declaration is confirmed.</summary>
    Authorise = 3,
}

/// <param name="Customer">Whom the owner authorises; null for the other purposes.</param>
public sealed record OwnerRequest(DomainName Domain, OwnerPurpose Purpose, CustomerId? Customer);
