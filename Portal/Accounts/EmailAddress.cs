using System.Net.Mail;

namespace CaptchaGrains.Portal.Accounts;

public static class EmailAddress
{
    /// <summary>Characters; RFC 5321, section 4.5.3.1.3, less the brackets.</summary>
    public const int Longest = 254;

    /// <summary>A bare address, without a display name, that can be normalised.</summary>
    public static bool IsWellFormed(string? text)
    {
        if (text is null or { Length: 0 or > Longest }) return false;
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))) return false;
        return MailAddress.TryCreate(text, out var address) && address.Address == text;
    }
}
