using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Captchas;

public sealed partial class CaptchaActor
{
    public async Task<bool> Gild(GoldOrder order)
    {
        try
        {
            if (_state is { } known) return known.Gold?.Gold == order.Terms.Gold && known.Gold.Worker == order.Terms.Worker;
            var captcha = new CaptchaState
            {
                Id = id,
                Customer = CustomerId.House,
                Request = order.Request,
                Quote = new Quote(order.Rate, Money.Zero),
                SubmittedAt = context.Now,
                Gold = order.Terms,
            };
            // The number was taken for this task alone, so the task and the worker tell it from anything else.
            switch ((await services.Store.Commit(SubmitCommit.Of(captcha, CaptchaImages.None, FingerprintOf(order.Terms)))).Verdict)
            {
                case CommitVerdict.Created:
                    if (_state is not null) return true; // another call's
                    (_state, _missing) = (captcha, false);
                    Arm(); // it waits in no queue: its worker comes, or its time is over
                    return true;
                case CommitVerdict.Exists:
                    _missing = false;
                    return await Current() is not null;
                default:
                    return false;
            }
        }
        finally
        {
            if (_state is null) context.Rest();
        }
    }

    /// <summary>The answer to a gold task is compared in the commit that pays for it, so there is never the one without the other.</summary>
    private EndCommit EndOf(CaptchaState ended) => EndCommit.Of(ended) with { Evidence = GoldEvidence.Of(ended, services.Numbers.Comparison) };

    private static long FingerprintOf(GoldTerms terms) => unchecked(terms.Gold.Value * 1_000_003 + terms.Worker.Value);
}
