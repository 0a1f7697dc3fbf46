using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Pricing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>What each kind pays and costs now, between which bounds, and the load that moves it. A kind's bounds and fee are changed on a page of their own.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PricesModel(PriceDesk desk, MarketLoad load) : PageModel
{
    public ImmutableArray<PriceLine> Lines { get; private set; } = [];

    public async Task OnGet()
    {
        var rates = await desk.Rates();
        var loads = await load.OfAll();
        Lines = [.. rates.Select(r => new PriceLine(r, loads.First(l => l.Kind == r.Kind)))];
    }
}

/// <param name="Now">The rate at this moment, with its bounds.</param>
public sealed record PriceLine(KindRate Now, KindLoad Load)
{
    /// <summary>Demand ÷ capacity: at 1 the rate begins to rise, at 3 it is at its highest. Null: nobody submits; without workers any demand is the highest load.</summary>
    public double? Ratio => Load.SubmittedLastMinute == 0 ? null
        : Load.WorkersLastMinute == 0 ? double.PositiveInfinity
        : Load.SubmittedLastMinute * Now.SecondsPerCaptcha / (Load.WorkersLastMinute * 60.0);
}
