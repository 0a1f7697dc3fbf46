using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Simulation.Audit;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>
/// All by which customers' money comes: they ask for deposits, ask again, pay at once, late, or never; the provider says so once, several times, late, out of order, or in a notice that is lost; two operators
/// enter payments by hand, under names that are used again. Beside it hosts count what was spent, several at a time and while the sweeper counts, too.
/// </summary>
public sealed class DepositAgent(AgentSetting setting) : IAgent
{
    private const long Operators = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly List<Wish> _asked = [];
    private readonly List<Wish> _entered = [];
    private readonly HashSet<DepositId> _atProvider = [];

    private sealed record Wish(CustomerId Customer, string Operation, Money Amount);

    private DepositAudit Audit => setting.Cluster.Ledger.Deposits;

    public async Task Live()
    {
        while (!setting.IsQuiet)
        {
            await setting.Pause(0.1, 1.5);
            if (await AnyCustomer() is not { } customer) continue;
            switch (setting.Random.Next(8))
            {
                case < 3: Begin(() => Ask(Draw(_asked, customer))); break;
                case < 5: Begin(() => Enter(Draw(_entered, customer))); break;
                default:
                    Begin(() => Count(customer));
                    Begin(() => Count(customer));
                    break;
            }
        }
    }

    public Task LookBack() => Task.CompletedTask;

    /// <summary>Without waiting for it, so that some happen at the same time.</summary>
    private void Begin(Func<Task> what) => setting.World.Run(setting.Process, async () =>
    {
        try { await what(); }
        catch (Exception e) when (e is not InvalidCastException) { /* nobody knows; others come */ }
    });

    private async Task Ask(Wish wish)
    {
        var origin = Deposit.OriginOf(wish.Customer, wish.Operation);
        var result = await setting.Ask("AskDeposit", origin, Patience, h => h.DepositDesk.Request(wish.Customer, wish.Operation, wish.Amount));
        if (Told(origin, wish, result) is { Status: DepositStatus.Requested or DepositStatus.Expired } deposit && _atProvider.Add(deposit.Id)) await Pay(deposit);
    }

    private async Task Enter(Wish wish)
    {
        var origin = Deposit.OriginByHand(wish.Operation);
        var by = Operators + setting.Random.Next(2);
        Audit.Entered(wish.Operation, wish.Customer, wish.Amount);
        Told(origin, wish, await setting.Ask("EnterDeposit", origin, Patience, h => h.DepositDesk.BookByHand(by, wish.Operation, wish.Customer, wish.Amount, "reference")));
    }

    private Task<bool> Count(CustomerId customer) => setting.Ask("CountSpending", customer, Patience, h => h.SpendingCount.Count(customer));

    /// <summary>What becomes of it at the provider's, and what the provider says of it.</summary>
    private async Task Pay(Deposit deposit)
    {
        var lifetime = setting.Cluster.Deposits.Lifetime.TotalSeconds;
        // Soon, or when it may have been given up.
        await (setting.World.Chance(0.7) ? setting.Pause(0, 5) : setting.Pause(lifetime, 3 * lifetime));
        var end = setting.Random.Next(10);
        if (end < 2) return; // nobody pays
        if (end < 5)
        {
            Audit.Declined(deposit);
            Say(deposit, isPaid: false);
        }
        if (end < 4) return; // else the customer has it open twice, and pays in the other place
        Audit.Paid(deposit);
        Say(deposit, isPaid: true);
    }

    /// <summary>The provider repeats a notice until it is answered; or sends it once, and does not care.</summary>
    private void Say(Deposit deposit, bool isPaid)
    {
        for (var copies = setting.Random.Next(1, 4); copies > 0; copies--)
        {
            var reference = $"payment-{deposit.Id}-{copies}";
            Func<Cluster.Host, Task<DepositResult>> notice = h => isPaid ? h.DepositDesk.Confirm(deposit.Id, reference) : h.DepositDesk.Decline(deposit.Id);
            Begin(async () =>
            {
                await (setting.World.Chance(0.7) ? setting.Pause(0, 1) : setting.Pause(1, 20));
                var result = await (setting.World.Chance(0.5) ? setting.Insist("Notice", deposit.Id, notice) : setting.Ask("Notice", deposit.Id, Patience, notice));
                if (result.Refusal is { } why) Audit.Refused(deposit, isPaid, why);
                else Audit.Acknowledged(deposit.Origin, deposit.Customer, deposit.Amount, result.Deposit!);
            });
        }
    }

    private Deposit? Told(string origin, Wish wish, DepositResult result)
    {
        if (result.Refusal is { } why) Audit.Refused(origin, wish.Customer, wish.Amount, why);
        else Audit.Acknowledged(origin, wish.Customer, wish.Amount, result.Deposit!);
        return result.Deposit;
    }

    /// <summary>A new one, one that was used before, or one that was used before for something else.</summary>
    private Wish Draw(List<Wish> used, CustomerId customer)
    {
        var amount = setting.World.Chance(0.03) ? Money.Parse("1.001") : Money.FromDollars(setting.Random.Next(1, 30));
        if (used.Count > 0 && setting.World.Chance(0.4))
        {
            var again = used[setting.Random.Next(used.Count)];
            return setting.World.Chance(0.2) ? again with { Amount = amount } : again;
        }
        var wish = new Wish(customer, $"op-{used.Count}", amount);
        used.Add(wish);
        return wish;
    }

    private async Task<CustomerId?> AnyCustomer()
    {
        var all = await setting.Cluster.Database.Memory.CustomersWithMoney(default, 100);
        return all.IsEmpty ? null : all[setting.Random.Next(all.Length)];
    }
}
