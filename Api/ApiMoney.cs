using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api;

/// <summary>Amounts as the API writes them.</summary>
internal static class ApiMoney
{
    /// <summary>A balance with all its digits and at least two decimals: one client's parser fails on replies of fewer than three characters.</summary>
    public static string Balance(Money balance)
    {
        var text = balance.ToShortString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0) return text + ".00";
        return point == text.Length - 2 ? text + "0" : text;
    }
}
