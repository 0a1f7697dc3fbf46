using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Customers;

/// <summary>A time in which a customer's reports are recorded and have no effect, because he complained out of proportion.</summary>
/// <param name="From">When it was found.</param>
/// <param name="Until">From then on his reports are heard again.</param>
public sealed record Disregard(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether a report that is looked at now has no effect. One that was made before the end stays without it, however late it is looked at.</summary>
    /// <param name="known">The last one; null: there was none.</param>
    /// <param name="madeAt">When the customer made the report.</param>
    /// <param name="record">His record in the window that ends now, without this report.</param>
    /// <returns>The time in which the report falls, the known one or a new one; null: it is heard.</returns>
    public static Disregard? Of(Disregard? known, DateTimeOffset madeAt, ComplaintRecord record, DateTimeOffset now, ComplaintOptions options)
    {
        if (known is not null && madeAt < known.Until) return known;
        return record.IsOutOfProportion(options) ? new Disregard(now, now + options.Window) : null;
    }
}
