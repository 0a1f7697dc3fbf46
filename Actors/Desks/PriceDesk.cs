using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What operators see and set of prices. Each act is in the audit log before it is done; one that came to nothing has a second entry that says so.</summary>
public sealed class PriceDesk(IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    /// <summary>Of every kind, as the board has them now.</summary>
    /// <exception cref="OutcomeUnknownException">Nobody can say.</exception>
    public Task<ImmutableArray<KindRate>> Rates() => repeat.UntilKnown(() => actors.PriceBoard().Rates());

    /// <summary>Sets the price of a kind, for captchas that come from now on. It may be repeated with the same act.</summary>
    /// <param name="before">What the operator saw: he changes that, or nothing.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be set.</exception>
    public async Task<PriceVerdict> Change(Act act, Kind kind, PriceTerms before, PriceTerms after, string reason)
    {
        if (PriceLimits.FlawOf(kind, after) is not null) return PriceVerdict.NotAllowed; // no act
        await Record(act.Id, act, "price.changed", kind, new { from = Said(before), to = Said(after), reason });
        var verdict = await repeat.UntilKnown(() => actors.PriceBoard().Change(new PriceChange(act.Id, kind, before, after)));
        if (verdict != PriceVerdict.Changed) await Record(act.Id + "/failed", act, "act.failed", kind, new { of = act.Id, why = verdict.ToString() });
        return verdict;
    }

    private static object Said(PriceTerms terms) => new { min = terms.MinRate.ToShortString(), max = terms.MaxRate.ToShortString(), feePerMille = terms.FeePerMille };

    private Task Record<T>(string id, Act act, string what, Kind kind, T details) =>
        repeat.UntilKnown(() => audit.Append(new AuditEntry(id, time.GetUtcNow(), act.By, what, $"price:{kind}", JsonSerializer.Serialize(details))).AsTask());
}
