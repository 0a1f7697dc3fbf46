using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Workers;

/// <summary>What a worker writes of his own terms; kept as he wrote it when it is refused.</summary>
public sealed class TermsForm
{
    /// <summary>As people read rates.</summary>
    private const int Answers = 1000;

    /// <summary>Dollars for 1000 answers; empty: he takes everything.</summary>
    public string? Rate { get; set; }

    /// <summary>Dollars for a day; empty: there is no cap.</summary>
    public string? Cap { get; set; }

    public string? RateError { get; private set; }

    public string? CapError { get; private set; }

    public static Money HighestRate => OwnTerms.HighestMinRate.Times(Answers);

    public static TermsForm Of(OwnTerms terms) => new()
    {
        Rate = terms.MinRate.IsPositive ? terms.MinRate.Times(Answers).ToShortString() : null,
        Cap = terms.DailyCap?.ToShortString(),
    };

    /// <returns>Null: something is wrong, and the errors say what.</returns>
    public OwnTerms? Read()
    {
        // Of one answer there is nothing smaller than a nano-dollar.
        var isRate = TryRead(Rate, out var rate) && rate.Nanos % Answers == 0;
        var isCap = TryRead(Cap, out var cap);
        var terms = new OwnTerms(new Money(rate.Nanos / Answers), cap);
        if (!isRate || (terms with { DailyCap = null }).Check() != TermsVerdict.Set) RateError = Texts.Format(DashboardTexts.TermsBadRate, Format.Exact(HighestRate));
        if (!isCap || (terms with { MinRate = Money.Zero }).Check() != TermsVerdict.Set) CapError = Texts.Format(DashboardTexts.TermsBadCap, Format.Exact(OwnTerms.HighestDailyCap));
        return RateError is null && CapError is null ? terms : null;
    }

    private static bool TryRead(string? text, out Money amount)
    {
        amount = Money.Zero;
        return string.IsNullOrWhiteSpace(text) || Money.TryParse(text.Trim().TrimStart('$'), out amount);
    }
}
