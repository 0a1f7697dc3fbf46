using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>
/// All that happens to workers' money beside captchas: they ask for payouts, ask again, cancel; two operators take, put back, send and return; settlements run side by side. The first worker invited all others.
/// </summary>
public sealed class PaymentAgent(AgentSetting setting, int workers) : IAgent
{
    public const string AcceptedPayoutIsDurable = "A payout that was acknowledged is durable";

    private const long Operators = 2_000;

    private static readonly PayoutDestination Bank = new(PayoutMethod.Iban, "GB33BUKB20201555555555");
    private static readonly Money Capital = Money.FromDollars(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private int _asked;

    public async Task Live()
    {
        for (var n = 1; n <= workers; n++)
        {
            var worker = new WorkerId(n);
            // From the world: what captchas bring is not a cent in a run.
            var money = new Transfer(new TransferId(1_000_000 + n, Purpose.Deposit), AccountId.WorldDeposits, AccountId.Of(worker), Capital);
            await setting.Insist("Endow", worker, h => h.Market.Commit(new TransferCommit([money], setting.World.Now)));
            if (n > 1) await setting.Insist("Invite", worker, h => h.Referrals.AddReferral(new Referral(worker, new WorkerId(1), n - 1, setting.World.Now)));
        }
        while (!setting.IsClosing)
        {
            await setting.Pause(0.1, 1.5);
            switch (setting.Random.Next(5))
            {
                case 0 or 1: Begin(Ask); break;
                case 2: Begin(Cancel); break;
                case 3: Begin(Decide); break;
                default: Begin(Settle); break;
            }
        }
        await setting.Pause(30, 31); // what is on its way arrives
        foreach (var referral in await setting.Cluster.Database.Memory.Referrals(default, 500))
            await setting.Insist("Settle", referral.Friend, async h =>
            {
                await h.Settlement.Settle((await h.Referrals.FindReferral(referral.Friend))!, setting.World.Now);
                return true;
            });
    }

    public Task LookBack() => Task.CompletedTask;

    /// <summary>Without waiting for it, so that some happen at the same time.</summary>
    private void Begin(Func<Task> what) => setting.World.Run(setting.Process, async () =>
    {
        try { await what(); }
        catch (Exception e) when (e is not InvalidCastException) { /* nobody knows; others come */ }
    });

    private async Task Ask()
    {
        var worker = new WorkerId(setting.Random.Next(1, workers + 1));
        var operation = $"op-{setting.Random.Next(1 + _asked++ / 2)}"; // often one that was used before
        var amount = Money.FromDollars(setting.Random.Next(1, 12));
        Told(await setting.Ask("AskPayout", worker, Patience, h => h.PayoutDesk.Ask(worker, operation, amount, Bank)));
    }

    private async Task Cancel()
    {
        if (await Any() is not { } payout) return;
        Told(await setting.Ask("CancelPayout", payout.Id, Patience, h => h.PayoutDesk.Cancel(payout.Worker, payout.Id)));
    }

    private async Task Decide()
    {
        if (await Any() is not { } payout) return;
        var by = Operators + setting.Random.Next(2);
        var what = setting.Random.Next(10);
        Told(await setting.Ask("DecidePayout", payout.Id, Patience, h => what switch
        {
            < 3 => h.PayoutDesk.Take(by, payout.Id),
            3 => h.PayoutDesk.PutBack(by, payout.Id, "reason"),
            < 8 => h.PayoutDesk.Sent(by, payout.Id, "reference"),
            _ => h.PayoutDesk.Returned(by, payout.Id, "reason"),
        }));
    }

    private async Task Settle()
    {
        foreach (var referral in await setting.Cluster.Database.Memory.Referrals(default, 500))
            await setting.Ask("Settle", referral.Friend, Patience, async h =>
            {
                await h.Settlement.Settle((await h.Referrals.FindReferral(referral.Friend))!, setting.World.Now);
                return true;
            });
    }

    private async Task<Payout?> Any()
    {
        var all = await setting.Cluster.Database.Memory.PayoutsOf(new WorkerId(setting.Random.Next(1, workers + 1)), null, 5);
        return all.IsEmpty ? null : all[setting.Random.Next(all.Length)];
    }

    private void Told(PayoutResult result)
    {
        if (result.Payout is not { } payout) return;
        var booked = setting.Cluster.Ledger.Payouts.Find(payout.Origin);
        if (booked is null || booked.Id != payout.Id || booked.Version < payout.Version) setting.World.Fail(AcceptedPayoutIsDurable, $"{payout}; durable: {booked}");
    }
}
