using System.Collections.Immutable;
using CaptchaGrains.Portal.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>How the marketplace does now, and how it did. A script asks every few seconds for the figures; without it the page is read again.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(OverviewDesk desk, TimeProvider time) : PageModel
{
    public OverviewNow Now { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Figures { get; private set; } = null!;

    public ImmutableArray<OverviewChart> Charts { get; private set; } = [];

    public string? DashboardPath => desk.DashboardPath;

    public async Task OnGet()
    {
        await Read();
        var (hour, day) = await desk.History();
        Charts =
        [
            OverviewChart.PerSecond("hour", OverviewTexts.ChartHour, hour), OverviewChart.Times("times", OverviewTexts.ChartTimes, hour),
            OverviewChart.PerSecond("day", OverviewTexts.ChartDay, day), OverviewChart.Money("money", OverviewTexts.ChartMoney, day),
        ];
    }

    /// <summary>The figures alone, in the language of the page.</summary>
    public async Task<JsonResult> OnGetLive()
    {
        await Read();
        return new JsonResult(Figures);
    }

    private async Task Read()
    {
        Now = await desk.Now();
        Figures = OverviewFigures.Of(Now, time.GetUtcNow());
    }
}
