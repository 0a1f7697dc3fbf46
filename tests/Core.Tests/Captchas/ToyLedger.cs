using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>Books commits as a store does: whole or not at all, a repeated transfer once, no guarded account below zero.</summary>
internal sealed class ToyLedger
{
    private readonly Dictionary<TransferId, Transfer> _booked = [];
    private readonly Dictionary<AccountId, Money> _balances = [];

    public Money this[AccountId account] => _balances.GetValueOrDefault(account);

    public IEnumerable<Transfer> Booked => _booked.Values;

    public Int128 Sum => _balances.Values.Aggregate((Int128)0, (sum, m) => sum + m.Nanos);

    public void Book(IEnumerable<Transfer> transfers)
    {
        foreach (var transfer in transfers)
        {
            if (_booked.TryGetValue(transfer.Id, out var earlier))
            {
                if (earlier != transfer) throw new InvalidOperationException($"{transfer.Id} was booked as {earlier} and comes again as {transfer}");
                continue;
            }
            _booked.Add(transfer.Id, transfer);
            _balances[transfer.Debit] = this[transfer.Debit] - transfer.Amount;
            _balances[transfer.Credit] = this[transfer.Credit] + transfer.Amount;
        }
        foreach (var (account, balance) in _balances)
            if (account.IsGuarded && balance.IsNegative) throw new InvalidOperationException($"{account} is at {balance}");
    }
}
