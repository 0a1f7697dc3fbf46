using System.Globalization;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>A customer's captchas, newest first.</summary>
public sealed class CaptchasModel(ICustomerHistory history, IMarketStore store, IReportStore reports, ImageOptions kept, TimeProvider time) : CustomerPageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public Kind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public CaptchaStatus? State { get; set; }

    /// <summary>Leads to the one of this number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public CustomerPage<CustomerCaptcha> List { get; private set; } = null!;

    /// <summary>What came of the reports on them.</summary>
    public IReadOnlyDictionary<CaptchaId, ReportStatus> Reports { get; private set; } = new Dictionary<CaptchaId, ReportStatus>();

    public PageLinks Links { get; private set; } = null!;

    public string? NumberError { get; private set; }

    public bool IsFiltered => Kind is not null || State is not null;

    public async Task<IActionResult> OnGet()
    {
        if (Number?.Trim() is { Length: > 0 } number)
        {
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await store.FindCaptcha(new CaptchaId(id)) is { IsOfHouse: false } found && found.Customer == Customer)
                return RedirectToPage("/Customer/Captcha", new { id });
            NumberError = CustomerTexts.CaptchasNoNumber;
        }
        if (Kind is { } kind && !Enum.IsDefined(kind)) Kind = null;
        if (State is not (null or CaptchaStatus.Queued or CaptchaStatus.Solved or CaptchaStatus.Unsolvable)) State = null;
        List = await history.CaptchasOf(Customer, new CaptchaFilter(Kind, State), Before, PageSize);
        var reported = await Task.WhenAll(List.Items.Where(c => c.Status == CaptchaStatus.Solved).Select(c => reports.FindReportState(c.Id)));
        Reports = reported.OfType<ReportState>().ToDictionary(r => r.Captcha, r => r.Status);
        Links = new PageLinks(
            Before is null ? null : Url.Page("/Customer/Captchas", new { kind = Kind, state = State, before = (long?)null }),
            List.Next is { } next ? Url.Page("/Customer/Captchas", new { kind = Kind, state = State, before = next }) : null);
        return Page();
    }

    /// <summary>It has an image that says something when it is small, and its time is not over: a few are there for longer, which the page of the captcha shows.</summary>
    public bool HasImage(CustomerCaptcha captcha) => captcha.SubmittedAt > time.GetUtcNow() - kept.KeepFor && captcha.Kind is Core.Captchas.Kind.ImageText or Core.Captchas.Kind.Grid or Core.Captchas.Kind.Coordinates or Core.Captchas.Kind.Rotate;
}
