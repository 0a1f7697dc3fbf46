using System.Globalization;

namespace CaptchaGrains.Core.Ids;

/// <summary>A captcha's number: decimal, above zero, taken from leased blocks that start low (client libraries keep it in 32 bits).</summary>
public readonly record struct CaptchaId(long Value) : IComparable<CaptchaId>
{
    public int CompareTo(CaptchaId other) => Value.CompareTo(other.Value);

    public static bool operator <(CaptchaId left, CaptchaId right) => left.Value < right.Value;

    public static bool operator >(CaptchaId left, CaptchaId right) => left.Value > right.Value;

    public static bool operator <=(CaptchaId left, CaptchaId right) => left.Value <= right.Value;

    public static bool operator >=(CaptchaId left, CaptchaId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

public readonly record struct CustomerId(long Value)
{
    /// <summary>The house itself, for captchas that check the work of others. No customer has this number.</summary>
    public static CustomerId House => default;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

public readonly record struct WorkerId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One sanction of one worker.</summary>
public readonly record struct SanctionId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of a customer's API keys; not the secret itself.</summary>
public readonly record struct ApiKeyId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// One offer of one captcha to one worker. A worker is never offered the same captcha twice, so the pair is the identity;
/// it is written <c>{captcha}-{worker}</c>.
/// </summary>
public readonly record struct AssignmentId(CaptchaId Captcha, WorkerId Worker)
{
    public static bool TryParse(string? text, out AssignmentId id)
    {
        id = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash <= 0) return false;
        if (!long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var captcha)) return false;
        if (!long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var worker)) return false;
        var read = new AssignmentId(new CaptchaId(captcha), new WorkerId(worker));
        if (read.ToString() != text) return false; // leading zeros, or a NUL at the end
        id = read;
        return true;
    }

    public override string ToString() => $"{Captcha}-{Worker}";
}
