using System.Collections.Immutable;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Customers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>A kind as somebody sees it who chooses a maximum.</summary>
/// <param name="Price">What one costs.</param>
/// <param name="Rate">What a maximum is compared with.</param>
public sealed record KindNow(Kind Kind, Money Price, Money Rate, int Waiting, int Workers, long SubmittedLastMinute);

/// <summary>Where a customer's people begin.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(
    BrowserSessions browsers, IActors actors, KeyDesk keys, ICustomerHistory history, ISpendingStore spending, MarketLoad load, PriceQuotes quotes, Repeat repeat, PortalOptions options,
    TimeProvider time) : PageModel
{
    /// <summary>Null: the role was given by hand, and no customer yet.</summary>
    public CustomerId? Customer { get; private set; }

    public CustomerView View { get; private set; } = null!;

    public BalanceAlert Alert => View.Profile?.Alert ?? BalanceAlert.None;

    public SpendingSum Day { get; private set; }

    public SpendingChart Chart { get; private set; } = null!;

    public CaptchaCounts Hour { get; private set; } = new(0, 0, 0);

    public int KeysThatWork { get; private set; }

    public ImmutableArray<KindNow> Kinds { get; private set; } = [];

    /// <summary>Where programs send captchas, without a slash at the end.</summary>
    public string Endpoint => (options.ApiAddress ?? $"{Request.Scheme}://{Request.Host}{Request.PathBase}").TrimEnd('/');

    public DateTimeOffset Now { get; private set; }

    public string SubmitExample => $"curl -F key=… -F file=@captcha.png {Endpoint}/in.php";

    public string AskExample => $"curl \"{Endpoint}/res.php?key=…&action=get&id=…\"";

    public async Task OnGet()
    {
        Customer = (await browsers.Account(User))?.Person.Customer;
        if (Customer is not { } customer) return;
        var now = Now = time.GetUtcNow();
        View = await repeat.UntilKnown(() => actors.Customer(customer).View());
        var until = SpendingCell.HourOf(now).AddHours(1);
        var (summary, _) = await SpendingReader.Summary(spending, customer, until.AddDays(-1), until);
        (Day, Chart) = (summary.Total, SpendingChart.Of(summary.Series(until.AddDays(-1), until, TimeSpan.FromHours(1)), byDay: false));
        Hour = await history.CountCaptchas(customer, now.AddHours(-1));
        KeysThatWork = (await keys.List(customer)).Count(k => k.WorksAt(now));
        var kinds = ImmutableArray.CreateBuilder<KindNow>();
        foreach (var of in await load.OfAll())
        {
            var quote = await quotes.Current(of.Kind, now);
            kinds.Add(new KindNow(of.Kind, quote.Price, quote.Rate, of.Depth, of.Waiting, of.SubmittedLastMinute));
        }
        Kinds = kinds.ToImmutable();
    }

    /// <summary>How long the next captcha of a kind will probably wait: at the pace of the last minute.</summary>
    public static string Outlook(KindNow kind) => kind switch
    {
        { Workers: > 0, Waiting: 0 } => CustomerTexts.PricesAtOnce,
        { SubmittedLastMinute: > 0, Waiting: var waiting, SubmittedLastMinute: var pace } when kind.Workers > 0 || waiting < pace =>
            Texts.Format(CustomerTexts.PricesSoon, Shell.Format.Duration(TimeSpan.FromSeconds(Math.Ceiling((waiting + 1) * 60.0 / pace)))),
        _ => CustomerTexts.PricesNobody,
    };
}
