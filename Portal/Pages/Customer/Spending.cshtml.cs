using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>What a customer spent in a period, in four ways, and as a file.</summary>
public sealed class SpendingModel(ISpendingStore store, KeyDesk keys, TimeProvider time) : CustomerPageModel
{
    /// <summary>As in the address: a day by the hour, a week and a month by the day.</summary>
    public static readonly ImmutableArray<(string Code, int Days)> Periods = [("24h", 1), ("7d", 7), ("30d", 30)];

    [BindProperty(SupportsGet = true, Name = "period")]
    public string? Period { get; set; }

    public SpendingSummary Summary { get; private set; } = null!;

    public bool IsCut { get; private set; }

    public ImmutableArray<SpendingChart> Charts { get; private set; } = [];

    public Money? Average => Summary.Total.Charged > 0 && !Summary.Total.Spent.IsNegative ? Summary.Total.Spent.Share(1, Summary.Total.Charged) : null;

    public async Task OnGet()
    {
        var (days, from, until) = Window();
        (Summary, IsCut) = await SpendingReader.Summary(store, Customer, from, until);
        var names = await Names();
        Charts =
        [
            SpendingChart.Of(Summary.Series(from, until, days == 1 ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1)), days > 1),
            SpendingChart.Of(CustomerTexts.SpendingByKey, CustomerTexts.KeyName, Summary.ByKey, key => key is { } id ? names.GetValueOrDefault(id, $"#{id}") : CustomerTexts.SpendingNoKey),
            SpendingChart.Of(CustomerTexts.SpendingByKind, CustomerTexts.CaptchasKind, Summary.ByKind, KindNames.Of),
            SpendingChart.Of(CustomerTexts.SpendingByDomain, CustomerTexts.CaptchaDomain, Summary.ByDomain, domain => domain.Length == 0 ? CustomerTexts.SpendingNoDomain : domain),
        ];
    }

    public async Task<IActionResult> OnGetFile()
    {
        var (_, from, until) = Window();
        var names = await Names();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=spending-{Customer}-{Period}.csv");
        await SpendingCsv.Write(Response.Body, store, Customer, from, until, names, HttpContext.RequestAborted);
        return new EmptyResult();
    }

    private async Task<ImmutableDictionary<ApiKeyId, string>> Names() => (await keys.List(Customer)).ToImmutableDictionary(k => k.Id, k => k.Rules.Name);

    // Whole hours for a day, whole days for the others, so that what is summed up is what the charts show; the hour and the day that are running are in it.
    private (int Days, DateTimeOffset From, DateTimeOffset Until) Window()
    {
        var (code, days) = Periods.FirstOrDefault(p => p.Code == Period, Periods[0]);
        Period = code;
        var now = time.GetUtcNow();
        var step = days == 1 ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var until = new DateTimeOffset(now.UtcTicks - now.UtcTicks % step.Ticks, TimeSpan.Zero) + step;
        return (days, until - TimeSpan.FromDays(days), until);
    }
}
