using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Payouts;

/// <summary>
/// What a worker earned with the answers that a suspension rests on while a moderator has not decided about it, or that a ban rests on while an appeal waits. It is his in the end, however that
/// is decided, for nobody takes earned money; it only waits.
/// </summary>
internal sealed class ContestedMoney(IMarketStore market, ISanctionStore sanctions)
{
    public async Task<Money> Of(WorkerId worker, DateTimeOffset now)
    {
        var sum = Money.Zero;
        var answers = (await sanctions.SanctionsInForce(worker, now)).Where(IsUndecided).SelectMany(s => s.RestsOn).Distinct();
        foreach (var answer in answers) // a hundred for each at most, and of a handful of workers
            if (await market.FindCaptcha(answer) is { Solution: { } solution } captcha && solution.Worker == worker) sum += captcha.Earned;
        return sum;
    }

    private static bool IsUndecided(Sanction sanction) => (sanction.What, sanction.Status) is
        (SanctionKind.Suspension, SanctionStatus.InForce or SanctionStatus.Appealed) or (SanctionKind.Ban, SanctionStatus.Appealed);
}
