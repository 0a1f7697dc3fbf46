using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Shell;

/// <summary>How people read money; the digits come from <see cref="Money"/>. The work page's script does the same with the strings of the worker API.</summary>
public static class Dollars
{
    /// <summary>A balance: two decimals, rounded down, so a worker first sees $0.01.</summary>
    public static string Balance(Money money) => Sign(money.ToDisplayString());

    /// <summary>All digits that matter, and at least two decimals: $0.00014, $0.70.</summary>
    public static string Exact(Money money)
    {
        var digits = money.ToShortString();
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        return Sign(decimals >= 2 ? digits : (point < 0 ? digits + "." : digits) + new string('0', 2 - decimals));
    }

    /// <summary>With all nine decimals, so that the entries of a statement stand below each other: $0.000140000.</summary>
    public static string Full(Money money) => Sign(money.ToString());

    private static string Sign(string digits) => digits.StartsWith('-') ? "−$" + digits[1..] : "$" + digits;
}
