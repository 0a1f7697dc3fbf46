using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : ISpendingStore
{
    private readonly Dictionary<CustomerId, SpendingPosition> _positions = [];
    private readonly Dictionary<(CustomerId Customer, SpendingCell Cell), SpendingSum> _spending = [];

    public Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_balances.Keys.Where(a => a.Kind == AccountKind.Customer && a.Owner > after.Value).Select(a => a.Owner).Order().Take(take)
                .Select(owner => new CustomerId(owner)).ToImmutableArray());
    }

    public Task<SpendingPosition> SpendingPosition(CustomerId customer)
    {
        lock (_lock) return Task.FromResult(_positions.GetValueOrDefault(customer, new SpendingPosition(customer)));
    }

    public Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take) => Entries(AccountId.Held(customer), after, take, isDebit: true);

    public Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take) => Entries(AccountId.Of(customer), after, take, isDebit: false);

    public Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added)
    {
        lock (_lock)
        {
            var stored = _positions.GetValueOrDefault(next.Customer, new SpendingPosition(next.Customer));
            if (stored.Version != next.Version - 1) return Task.FromResult(stored == next);
            _positions[next.Customer] = next;
            foreach (var (cell, sum) in added) _spending[(next.Customer, cell)] = _spending.GetValueOrDefault((next.Customer, cell)) + sum;
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<SpendingLine>> Spending(CustomerId customer, DateTimeOffset from, DateTimeOffset until, SpendingCell? after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostLines);
        lock (_lock)
            return Task.FromResult(_spending.Where(s => s.Key.Customer == customer && s.Key.Cell.Hour >= from && s.Key.Cell.Hour < until)
                .Select(s => new SpendingLine(s.Key.Cell, s.Value)).Where(l => after is not { } last || Compare(l.Cell, last) > 0)
                .Order(Comparer<SpendingLine>.Create((a, b) => Compare(a.Cell, b.Cell))).Take(take).ToImmutableArray());
    }

    private Task<ImmutableArray<SpendingEntry>> Entries(AccountId account, long after, int take, bool isDebit)
    {
        Pages.RequireTake(take, ISpendingStore.MostEntries);
        lock (_lock)
            return Task.FromResult((_entries.GetValueOrDefault(account) ?? []).Where(e => e.Sequence > after && e.Amount.IsNegative == isDebit).Take(take).Select(entry =>
            {
                var captcha = entry.Captcha is { } id ? _captchas.GetValueOrDefault(id.Value) : null;
                return new SpendingEntry(entry.Sequence, entry.At, entry.Purpose, To(entry, account), isDebit ? -entry.Amount : entry.Amount, captcha?.Key?.Key,
                    captcha?.State.Request.Kind, captcha?.State.Request.Domain ?? "");
            }).ToImmutableArray());
    }

    // Of one purpose a captcha has one transfer.
    private AccountKind To(StatementEntry entry, AccountId account) =>
        entry.Captcha is { } captcha && _transfers.TryGetValue(new TransferId(captcha.Value, entry.Purpose), out var fact) ? fact.Credit.Kind : account.Kind;

    private static int Compare(SpendingCell a, SpendingCell b) =>
        (a.Hour.UtcTicks, a.Key?.Value ?? 0, a.Kind).CompareTo((b.Hour.UtcTicks, b.Key?.Value ?? 0, b.Kind)) is not 0 and var order ? order : string.CompareOrdinal(a.Domain, b.Domain);
}
