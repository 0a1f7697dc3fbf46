using System.Diagnostics.CodeAnalysis;

namespace CaptchaGrains.Core.Payouts;

/// <summary>How workers are paid. Stored as a small integer: never renumber.</summary>
public enum PayoutMethod : short
{
    /// <summary>A bank account by its international number (ISO 13616).</summary>
    Iban = 1,

    /// <summary>A PayPal account by its e-mail address.</summary>
    Paypal = 2,

    /// <summary>Tether dollars on the Tron network, by an address.</summary>
    UsdtTrc20 = 3,
}

/// <summary>Where a worker is paid to, in the form in which it is kept.</summary>
/// <param name="Address">At most <see cref="LongestAddress"/> characters.</param>
public sealed record PayoutDestination(PayoutMethod Method, string Address)
{
    /// <summary>Characters, before spaces are taken out: the longest that any method needs is an e-mail address.</summary>
    public const int LongestAddress = 254;

    private const int Shown = 4;

    /// <summary>Only the end of it, for lists and for the audit log: enough to know one's own, too little to be paid to.</summary>
    public string Masked => Method == PayoutMethod.Paypal && Address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        ? $"{Address[0]}…{Address[at..]}"
        : $"…{Address[^Math.Min(Shown, Address.Length)..]}";

    /// <summary>Reads what a person wrote. The checksums find a wrong digit before money is sent to it.</summary>
    public static bool TryParse(PayoutMethod method, string? written, [NotNullWhen(true)] out PayoutDestination? destination)
    {
        destination = null;
        if (written is null || written.Length > LongestAddress) return false;
        var address = method switch
        {
            PayoutMethod.Iban => DestinationForms.Iban(written),
            PayoutMethod.Paypal => DestinationForms.Email(written),
            PayoutMethod.UsdtTrc20 => DestinationForms.Tron(written),
            _ => null,
        };
        if (address is null) return false;
        destination = new PayoutDestination(method, address);
        return true;
    }
}
