using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Captchas;

public sealed partial class CaptchaActor
{
    private Money? Shown(CaptchaState state, EarnRates? earning) => EarnRates.Shown(earning, state.Request.Kind, state.Quote.Rate, services.Numbers.Earning);

    private static Assignment AssignmentOf(CaptchaState state, Lease lease) =>
        new(new AssignmentId(state.Id, lease.Worker), state.Request, lease.Rate ?? state.Quote.Rate, lease.GrantedAt, lease.EndsAt) { Shows = state.Gold?.Gold };
}
