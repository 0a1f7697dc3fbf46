using System.Globalization;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>The price of one kind: what it is, what an operator would make of it, and the change itself.</summary>
public sealed class PriceModel(FormActs acts, PriceDesk desk) : OperatorPage(acts)
{
    /// <summary>As the program calls it, in any case.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindName { get; set; }

    [BindProperty]
    public PriceForm Form { get; set; } = new();

    /// <summary>The price that the operator looked at, in one word.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public KindPrice Price { get; private set; } = null!;

    /// <summary>What it would be; null: nothing was reviewed, or something is wrong with it.</summary>
    public KindPrice? Then { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (!await Read()) return RedirectToPage("/Operator/Prices");
        Form = PriceForm.Of(Price.Terms);
        return Page();
    }

    /// <summary>Shows what the change comes to; nothing is done yet.</summary>
    public async Task<IActionResult> OnPostReview()
    {
        if (!await Read()) return RedirectToPage("/Operator/Prices");
        if (Wanted() is { } terms) Then = Price.At(terms);
        return Page();
    }

    public async Task<IActionResult> OnPostChange()
    {
        if (!await Read()) return RedirectToPage("/Operator/Prices");
        if (await Begin("price", $"{Price.Kind}", Seen, Form.Least, Form.Most, Form.Fee, Reason) is not { } act) return Before(new { kind = Price.Kind });
        if (Wanted() is not { } terms) return Page();
        // What he saw is in the log with his act: a price that is another one by now is not changed.
        var verdict = Seen == Word(Price.Terms) ? await desk.Change(act, Price.Kind, Price.Terms, terms, Reason!) : PriceVerdict.ChangedMeanwhile;
        if (verdict == PriceVerdict.Changed) return After(Told(Price.At(terms)), new { kind = Price.Kind });
        await Read();
        Refuse("price", OverviewTexts.ErrorPriceMeanwhile);
        return Page();
    }

    /// <summary>Least, most and fee, as a form carries them.</summary>
    public static string Word(PriceTerms terms) => string.Create(CultureInfo.InvariantCulture, $"{terms.MinRate.Nanos}-{terms.MaxRate.Nanos}-{terms.FeePerMille}");

    /// <summary>What is set, and what a customer pays for 1,000 answers, before and after.</summary>
    public IEnumerable<PriceRow> Comparison(KindPrice then)
    {
        yield return Row(OverviewTexts.PriceFloor, p => Paid(p.MinRate));
        yield return Row(OverviewTexts.PriceCeiling, p => Paid(p.MaxRate));
        yield return Row(OverviewTexts.PriceFee, p => Format.Percent(p.FeePerMille / 1000.0, 1));
        yield return Row(OverviewTexts.PricePaysLeast, p => Charged(p, p.MinRate));
        yield return Row(OverviewTexts.PricePaysMost, p => Charged(p, p.MaxRate));

        PriceRow Row(string what, Func<KindPrice, string> of) => new(what, of(Price), of(then));
    }

    private static string Paid(Money rate) => Format.Exact(rate.Times(1000));

    private static string Charged(KindPrice price, Money rate) => Format.Exact(price.QuoteAt(rate).Price.Times(1000));

    private static string Told(KindPrice price) => Texts.Format(
        OverviewTexts.DonePrice, KindNames.Of(price.Kind), Paid(price.MinRate), Paid(price.MaxRate), Charged(price, price.MinRate), Charged(price, price.MaxRate));

    private async Task<bool> Read()
    {
        if (!Enum.TryParse<Kind>(KindName, ignoreCase: true, out var kind) || !string.Equals($"{kind}", KindName, StringComparison.OrdinalIgnoreCase)) return false;
        var rates = await desk.Rates();
        if (rates.FirstOrDefault(r => r.Kind == kind) is not { } rate) return false;
        Price = rate.Price;
        return true;
    }

    /// <returns>Null: something is wrong, and the page says what.</returns>
    private PriceTerms? Wanted()
    {
        var terms = Form.Read(Price.Kind);
        var error = !HasReason ? OperatorTexts.ErrorReason : terms == Price.Terms ? OverviewTexts.ErrorPriceSame : null;
        if (error is not null) Refuse("price", error);
        ModelState.Clear(); // the form shows what is bound
        return error is null ? terms : null;
    }
}

/// <param name="What">Of the price.</param>
public sealed record PriceRow(string What, string Now, string Then)
{
    public bool IsSame => Now == Then;
}
