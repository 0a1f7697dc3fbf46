using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Captchas;

public sealed partial class CaptchaActor
{
    public async Task<bool> Conclude(CrowdEnd end)
    {
        if (await Current() is not { IsVotedOn: true } state) return false;
        if (state.IsEnded) return true;
        CommitReceipt receipt;
        try { receipt = await End(state.Conclude(end, context.Now)); }
        catch (StoreBusyException) { return false; }
        return receipt.Verdict is CommitVerdict.Created or CommitVerdict.Exists;
    }

    /// <summary>Only the crowd knows who has the other votes. Who may not have this one is remembered, so that he is not matched again.</summary>
    private async Task<bool> MayVote(RecheckTerms terms, WorkerId worker)
    {
        var admission = await services.Actors.Crowd(terms.Of).Admit(id, worker);
        if (admission.IsAdmitted) return true;
        if (await Current() is { IsEnded: false, Recheck: { } now } state)
        {
            _state = state with
            {
                Recheck = now with
                {
                    Excluded = [.. now.Excluded.Append(worker).Union(admission.Workers)],
                    ExcludedClusters = [.. now.ExcludedClusters.Union(admission.Clusters)],
                },
            };
            if (_state.Status == CaptchaStatus.Queued) await Enqueue();
        }
        return false;
    }

    /// <summary>What the customer has more to spend after the end: what was held and not charged.</summary>
    private static Money Back(CaptchaState before, CaptchaState ended) =>
        ended.Status == CaptchaStatus.Unsolvable ? before.Quote.Price : before.Quote.Price - ended.Quote.Price;
}
