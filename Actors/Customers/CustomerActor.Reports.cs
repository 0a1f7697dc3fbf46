using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Customers;

/// <summary>What the customer's word about answers is worth.</summary>
public sealed partial class CustomerActor
{
    /// <summary>Verified complaints that are folded: of what is older, less than a hundredth would be left (half-life 200).</summary>
    private const int NewestVerified = 1_400;

    /// <summary>What was verified meanwhile counts so much later.</summary>
    private static readonly TimeSpan FoldAgainAfter = TimeSpan.FromMinutes(1);

    private CustomerReliability _reliability = CustomerReliability.Fresh;
    private DateTimeOffset _foldedAt = DateTimeOffset.MinValue;

    public async Task<Hearing> Hear(bool saysGood, DateTimeOffset madeAt) => await IsDisregarded(saysGood, madeAt)
        ? new Hearing(false, 0)
        : new Hearing(true, (await Reliability()).Weight(saysGood, services.Numbers.Reliability));

    private async Task<bool> IsDisregarded(bool saysGood, DateTimeOffset madeAt)
    {
        for (var look = 0; ; look++)
        {
            var profile = await _profile.Value();
            var known = profile?.Disregarded;
            if (known is not null && madeAt < known.Until) return true;
            var record = await services.Reports.ComplaintsOf(id, context.Now - services.Numbers.Complaints.Window);
            if (!saysGood) record = record with { Complaints = Math.Max(0, record.Complaints - 1) }; // but for this one
            if (Disregard.Of(known, madeAt, record, context.Now, services.Numbers.Complaints) is not { } found) return false;
            if (profile is null) return true;
            try
            {
                // Durable before the first report is without effect because of it.
                await _profile.Write(profile with { Disregarded = found });
                return true;
            }
            catch (StoreConflictException) when (look < 2) { /* another activation wrote: on top of that */ }
        }
    }

    private async Task<CustomerReliability> Reliability()
    {
        if (context.Now - _foldedAt < FoldAgainAfter) return _reliability;
        var verified = await services.Reports.VerifiedComplaints(id, NewestVerified);
        _reliability = verified.Aggregate(CustomerReliability.Fresh, (known, upheld) => known.After(saidGood: false, upheld, services.Numbers.Reliability));
        _foldedAt = context.Now;
        return _reliability;
    }
}
