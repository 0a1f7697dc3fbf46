using System.Globalization;

namespace CaptchaGrains.Core.Ledger;

/// <summary>
/// An amount of money: a signed 64-bit count of nano-dollars (10⁻⁹ $). All arithmetic is checked, and there is no way to or from floating point.
/// The range is about ±9.2 billion dollars.
/// </summary>
/// <param name="Nanos">Nano-dollars.</param>
public readonly record struct Money(long Nanos) : IComparable<Money>
{
    private const long NanosPerDollar = 1_000_000_000;
    private const long NanosPerCent = NanosPerDollar / 100;
    private const int FractionDigits = 9;

    public static Money Zero => default;

    public bool IsPositive => Nanos > 0;

    public bool IsNegative => Nanos < 0;

    /// <summary>Whole dollars.</summary>
    /// <exception cref="OverflowException">Outside the range of the type.</exception>
    public static Money FromDollars(long dollars) => new(checked(dollars * NanosPerDollar));

    /// <summary>Reads a decimal number of dollars such as <c>0.14</c> or <c>-2.000000001</c>.</summary>
    /// <exception cref="FormatException">Not a decimal number, or more than nine digits after the point.</exception>
    public static Money Parse(string dollars) =>
        TryParse(dollars, out var money) ? money : throw new FormatException($"'{dollars}' is not an amount in dollars with at most nine decimals.");

    /// <summary>As <see cref="Parse"/>; false where it would throw, and for an amount outside the range.</summary>
    public static bool TryParse(string? dollars, out Money money)
    {
        money = default;
        // More digits than decimal holds would be rounded without a word, so they are counted here; and the platform lets NULs follow a number.
        var point = dollars?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (point >= 0 && dollars!.Length - point - 1 > FractionDigits || dollars?.Contains('\0', StringComparison.Ordinal) == true) return false;
        if (!decimal.TryParse(dollars, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return false;
        if (value is > long.MaxValue / NanosPerDollar + 1 or < long.MinValue / NanosPerDollar - 1) return false;
        var nanos = value * NanosPerDollar;
        if (nanos is > long.MaxValue or < long.MinValue) return false;
        money = new Money((long)nanos);
        return true;
    }

    /// <summary>This amount times a whole count, e.g. a rate times a number of answers.</summary>
    public Money Times(long count) => new(checked(Nanos * count));

    /// <summary>
    /// This amount × numerator ÷ denominator, rounded down. The product is computed in 128 bits, so only the result can overflow.
    /// Used for shares, so that no share is ever larger than what it is a share of.
    /// </summary>
    /// <exception cref="OverflowException">The result is outside the range of the type.</exception>
    public Money Share(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var product = (Int128)Nanos * numerator;
        var quotient = product / denominator;
        if (product % denominator != 0 && product < 0 != denominator < 0) quotient--;
        return new Money(checked((long)quotient));
    }

    public static Money Min(Money a, Money b) => a <= b ? a : b;

    public static Money Max(Money a, Money b) => a >= b ? a : b;

    public static Money operator +(Money a, Money b) => new(checked(a.Nanos + b.Nanos));

    public static Money operator -(Money a, Money b) => new(checked(a.Nanos - b.Nanos));

    public static Money operator -(Money a) => new(checked(-a.Nanos));

    public static bool operator <(Money a, Money b) => a.Nanos < b.Nanos;

    public static bool operator >(Money a, Money b) => a.Nanos > b.Nanos;

    public static bool operator <=(Money a, Money b) => a.Nanos <= b.Nanos;

    public static bool operator >=(Money a, Money b) => a.Nanos >= b.Nanos;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money item) => -item;

    public int CompareTo(Money other) => Nanos.CompareTo(other.Nanos);

    /// <summary>Dollars with all nine digits: <c>0.000140000</c>.</summary>
    public override string ToString()
    {
        var magnitude = (Int128)Nanos;
        if (magnitude < 0) magnitude = -magnitude;
        var fraction = ((long)(magnitude % NanosPerDollar)).ToString(CultureInfo.InvariantCulture).PadLeft(FractionDigits, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{(Nanos < 0 ? "-" : "")}{(long)(magnitude / NanosPerDollar)}.{fraction}");
    }

    /// <summary>Dollars without trailing zeros, the form of the customer API: <c>0.00014</c>, <c>2.73</c>, <c>10</c>.</summary>
    public string ToShortString()
    {
        var full = ToString().TrimEnd('0');
        return full.EndsWith('.') ? full[..^1] : full;
    }

    /// <summary>Dollars with two decimals, rounded down, as people see a balance: a worker first sees 0.01.</summary>
    public string ToDisplayString()
    {
        var cents = Nanos >= 0 ? Nanos / NanosPerCent : -((-(Int128)Nanos + NanosPerCent - 1) / NanosPerCent);
        var magnitude = cents < 0 ? -cents : cents;
        return string.Create(CultureInfo.InvariantCulture, $"{(cents < 0 ? "-" : "")}{(long)(magnitude / 100)}.{(long)(magnitude % 100):00}");
    }
}
