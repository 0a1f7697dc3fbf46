using System.Globalization;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Docs;

/// <summary>Numbers of the options as people read them.</summary>
internal static class Words
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Of(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } when time.TotalHours % 1 == 0 => Text(time.TotalHours, "h"),
        { TotalMinutes: >= 2 } when time.TotalMinutes % 1 == 0 => Text(time.TotalMinutes, "min"),
        _ => Text(time.TotalSeconds, "s"),
    };

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1024 * 1024 => Text(bytes / 1024.0 / 1024, "MB"),
        >= 1024 => Text(bytes / 1024.0, "kB"),
        _ => Text(bytes, "bytes"),
    };

    /// <summary>Dollars for a thousand.</summary>
    public static string Thousand(Money price) => "$" + ApiMoney.Balance(price.Times(1000));

    private static string Text(double amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} {unit}");
}
