using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Captchas;

public sealed partial class CaptchaActor
{
    public async Task<bool> Recheck(RecheckOrder order)
    {
        try
        {
            if (_state is { } known) return known.Recheck?.Of == order.Terms.Of;
            // The rate of the moment, as for everybody else: by another one it could be told apart. A vote has that of the moment in which the customer submitted.
            var rate = order.Rate ?? (await services.Quotes.Current(order.Request, context.Now)).Rate;
            var captcha = new CaptchaState
            {
                Id = id,
                Customer = CustomerId.House,
                Request = order.Request,
                Quote = new Quote(rate, Money.Zero),
                SubmittedAt = context.Now,
                Recheck = order.Terms,
            };
            // The number was taken for this recheck alone, so what it is of tells it from anything else.
            switch ((await services.Store.Commit(SubmitCommit.Of(captcha, order.Images, order.Terms.Of.Value))).Verdict)
            {
                case CommitVerdict.Created:
                    if (_state is not null) return true; // another call's
                    (_state, _missing) = (captcha, false);
                    Tell(Enqueue());
                    return true;
                case CommitVerdict.Exists:
                    _missing = false;
                    if (await Current() is { Status: CaptchaStatus.Queued }) Tell(Enqueue());
                    return true;
                default:
                    return false;
            }
        }
        finally
        {
            if (_state is null) context.Rest();
        }
    }

    /// <summary>The shard goes by what the worker's offer says; here it is looked up. Who may not is remembered, so that he is not matched again.</summary>
    private async Task<bool> MayRecheck(RecheckTerms terms, WorkerId worker)
    {
        if (terms.Excluded.Contains(worker)) return true; // refused like anybody who had it before
        var cluster = await services.Linked.ClusterOf(worker);
        if (!terms.ExcludedClusters.Contains(cluster.Value)) return true;
        if (await Current() is { IsEnded: false, Recheck: { } now } state)
        {
            _state = state with { Recheck = now with { Excluded = now.Excluded.Add(worker) } };
            if (_state.Status == CaptchaStatus.Queued) await Enqueue();
        }
        return false;
    }

    private Ticket TicketOf(CaptchaState state) => new(
        state.Id, state.Recheck?.VoteFor ?? state.Customer, state.Request.Kind, state.Quote.Rate, state.SubmittedAt, state.ExpiresAt,
        [.. state.Attempts.Select(a => a.Worker), .. state.Recheck?.Excluded ?? []])
    {
        NeedsHighRating = state.Recheck is { IsVote: false },
        ExcludedClusters = state.Recheck?.ExcludedClusters ?? [],
        Domain = state.Request.Token is not null && DomainName.TryParse(PageOf(state.Request), out var domain) ? domain.Value : null,
        NeededRating = DomainRating.Needed(state.Request.Token?.MinScore, services.Numbers.DomainRatings),
    };
}
