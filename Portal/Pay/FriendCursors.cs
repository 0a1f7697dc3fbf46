using System.Globalization;
using System.Security.Cryptography;
using CaptchaGrains.Core.Ids;
using Microsoft.AspNetCore.DataProtection;

namespace CaptchaGrains.Portal.Pay;

/// <summary>Where a list of friends goes on, as a text that says nothing: the list is kept by the friends' own numbers, which are not the inviter's to know.</summary>
public sealed class FriendCursors(IDataProtectionProvider keys)
{
    private readonly IDataProtector _protector = keys.CreateProtector("CaptchaGrains.Portal.FriendCursors");

    /// <param name="friend">The last one of a page; null: there is no further page.</param>
    public string? Write(WorkerId inviter, WorkerId? friend) => friend is { } last ? _protector.Protect($"{inviter}/{last}") : null;

    /// <param name="cursor">None: from the first friend.</param>
    /// <returns>Null: it was not made for this inviter.</returns>
    public WorkerId? Read(WorkerId inviter, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return new WorkerId(0);
        try
        {
            return _protector.Unprotect(cursor).Split('/') is [var own, var friend] && own == inviter.ToString()
                && long.TryParse(friend, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new WorkerId(number) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
