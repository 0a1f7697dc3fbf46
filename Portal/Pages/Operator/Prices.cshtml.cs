using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>What each kind pays and costs now, between which bounds, and the load that moves it. The bounds come with the version; nobody changes them here.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PricesModel(IActors actors, MarketLoad load, Repeat repeat) : PageModel
{
    public ImmutableArray<PriceLine> Lines { get; private set; } = [];

    public async Task OnGet()
    {
        var rates = await repeat.UntilKnown(() => actors.PriceBoard().Rates());
        var loads = await load.OfAll();
        Lines = [.. rates.Select(r => new PriceLine(PriceTable.Of(r.Kind), r, loads.First(l => l.Kind == r.Kind)))];
    }
}

/// <param name="Price">The bounds.</param>
/// <param name="Now">The rate at this moment.</param>
public sealed record PriceLine(KindPrice Price, KindRate Now, KindLoad Load)
{
    /// <summary>What a customer pays for one answer at this rate.</summary>
    public Money Charged => Price.QuoteAt(Now.Rate).Price;

    /// <summary>Of 1,000 answers.</summary>
    public static Money Thousand(Money one) => new(checked(one.Nanos * 1_000));

    /// <summary>Demand ÷ capacity: at 1 the rate begins to rise, at 3 it is at its highest. Null: nobody submits; without workers any demand is the highest load.</summary>
    public double? Ratio => Load.SubmittedLastMinute == 0 ? null
        : Load.WorkersLastMinute == 0 ? double.PositiveInfinity
        : Load.SubmittedLastMinute * Now.SecondsPerCaptcha / (Load.WorkersLastMinute * 60.0);
}
