using System.Globalization;
using System.Text;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Shell;

/// <summary>
/// How people read money: the digits come from <see cref="Money"/>, the marks between them from the culture of the request. The work page's script does the same with
/// the strings of the worker API.
/// </summary>
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

    private static string Sign(string digits) => digits.StartsWith('-') ? "−$" + Localised(digits[1..]) : "$" + Localised(digits);

    private static string Localised(string digits)
    {
        var marks = CultureInfo.CurrentCulture.NumberFormat;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits.Length : point;
        var text = new StringBuilder(digits.Length + 4);
        for (var i = 0; i < whole; i++)
        {
            if (i > 0 && (whole - i) % 3 == 0) text.Append(marks.CurrencyGroupSeparator);
            text.Append(digits[i]);
        }
        return point < 0 ? text.ToString() : text.Append(marks.CurrencyDecimalSeparator).Append(digits, point + 1, digits.Length - point - 1).ToString();
    }
}
