using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Customers;

/// <summary>An amount that may be left out.</summary>
internal static class AmountField
{
    /// <param name="amount">Above zero; null: nothing was written.</param>
    /// <returns>False: it is no amount above zero.</returns>
    public static bool TryRead(string? text, out Money? amount)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!Money.TryParse(text.Trim().TrimStart('$'), out var read) || !read.IsPositive) return false;
        amount = read;
        return true;
    }
}
