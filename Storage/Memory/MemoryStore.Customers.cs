using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : ICustomerHistory
{
    public Task<CustomerPage<CustomerCaptcha>> CaptchasOf(CustomerId customer, CaptchaFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
        {
            var holds = Holds(customer, before);
            var rows = holds.Select(h => (h.Sequence, Captcha: _captchas[h.Captcha!.Value.Value]))
                .Where(h => (filter.Kind is not { } kind || h.Captcha.State.Request.Kind == kind) && (filter.Status is not { } status || h.Captcha.State.Status == status))
                .Take(take).Select(h => (h.Sequence, Of(h.Captcha))).ToList();
            return Task.FromResult(CustomerRows.Page(rows, take, Looked(holds)));
        }
    }

    public Task<CaptchaCounts> CountCaptchas(CustomerId customer, DateTimeOffset since)
    {
        lock (_lock)
            return Task.FromResult(CustomerRows.Counts(Holds(customer, null).Select(h => _captchas[h.Captcha!.Value.Value].State)
                .Where(c => c.SubmittedAt >= StoredTime.Cut(since)).Select(c => (c.Status, 1L))));
    }

    public Task<CustomerPage<CallbackHistory>> CallbacksOf(CustomerId customer, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
        {
            var holds = Holds(customer, before);
            var rows = holds.Where(h => _callbacks.ContainsKey(h.Captcha!.Value)).Take(take).Select(h => (h.Sequence, Of(_callbacks[h.Captcha!.Value]))).ToList();
            return Task.FromResult(CustomerRows.Page(rows, take, Looked(holds)));
        }
    }

    private List<StatementEntry> Holds(CustomerId customer, long? before) =>
        [.. Enumerable.Reverse(_entries.GetValueOrDefault(AccountId.Of(customer)) ?? []).Where(e => e.Purpose == Purpose.Hold && !(e.Sequence >= before)).Take(ICustomerHistory.MostLooked)];

    private static (long Count, long Oldest) Looked(List<StatementEntry> holds) => (holds.Count, holds.Count == 0 ? 0 : holds[^1].Sequence);

    private static CustomerCaptcha Of(StoredCaptcha stored)
    {
        var state = stored.State;
        return new CustomerCaptcha(state.Id, state.Request.Kind, state.Status, state.Quote.Price, state.SubmittedAt, state.EndedAt, state.Solution?.Answer, stored.Key?.Key);
    }

    private static CallbackHistory Of(StoredCallback stored) => new(
        stored.Callback.Captcha, stored.Callback.Url, stored.Status, stored.Status == CallbackStatus.Pending ? stored.DueAt : null, stored.AllAttempts, []);
}
