using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Simulation.Audit;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>An operator who sets prices now and then: by what he saw, which may be out of date, and by a form that he sends more than once. Several of them are in each other's way.</summary>
public sealed class PriceAgent(AgentSetting setting, long number) : IAgent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    /// <summary>Most of what customers submit.</summary>
    private static readonly Kind[] Sold = [Kind.ImageText, Kind.Grid, Kind.Text, Kind.RecaptchaV2];

    private int _forms;

    private PriceAudit Audit => setting.Cluster.Ledger.Prices;

    public async Task Live()
    {
        while (!setting.IsQuiet)
        {
            await setting.Pause(1, 20);
            try { await Change(Sold[setting.Random.Next(Sold.Length)]); }
            catch (Exception e) when (e is not InvalidCastException) { /* nobody knows; another time */ }
        }
    }

    public Task LookBack() => Task.CompletedTask;

    private async Task Change(Kind kind)
    {
        var rates = await setting.Ask("LookAtPrices", number, Patience, h => h.PriceDesk.Rates());
        await setting.Pause(0, 5);
        var change = new PriceChange($"form/{number}/{_forms++}", kind, rates.Single(r => r.Kind == kind).Price.Terms, Wish(kind));
        Audit.Asked(change);
        var act = new Act(change.Id, $"operator:{number}");
        do
        {
            try { Audit.Told(change.Id, await setting.Ask("ChangePrice", change.Id, Patience, h => h.PriceDesk.Change(act, kind, change.Before, change.After, "as it comes"))); }
            catch (Exception e) when (e is not InvalidCastException) { /* he sends it again, or leaves it */ }
            await setting.Pause(0, 3);
        } while (setting.World.Chance(0.3));
    }

    /// <summary>Around what the product asks, so that the poor can still pay for something.</summary>
    private PriceTerms Wish(Kind kind)
    {
        var own = PriceTable.Of(kind);
        var min = own.MinRate + KindPrice.Step.Times(setting.Random.Next(200));
        var max = PriceLimits.IsFixed(kind) ? min : min + KindPrice.Step.Times(setting.Random.Next(600));
        return new PriceTerms(min, max, setting.World.Chance(0.1) ? 0 : setting.Random.Next(PriceLimits.MostFeePerMille + 1));
    }
}
