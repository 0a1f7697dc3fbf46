using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>The prices that operators set, as they became durable, and whether captchas were quoted by them.</summary>
/// <param name="isCalm">Nothing goes wrong, so that every process hears of a price at once.</param>
public sealed class PriceAudit(SimWorld world, SimCounts counts, bool isCalm)
{
    public const string QuotedAsSet = "A captcha is quoted by a price that is set, or was a moment ago";
    public const string ChangedOnce = "A price is changed once by each act, and only what the operator saw";

    /// <summary>One second at the board, two at whoever quotes, and the way of the messages.</summary>
    private static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(4);

    /// <summary>As long as what was read and heard is believed, and a submission is repeated.</summary>
    private static readonly TimeSpan LongestDelay = PriceBoardActor.BelievedFor + PriceQuotes.Longest + TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, PriceChange> _asked = [];
    private readonly HashSet<string> _done = [];
    private readonly HashSet<string> _refused = [];
    private readonly List<(Prices Prices, TimeSpan Until)> _before = [];
    private PriceSettings _set = PriceSettings.None;

    /// <summary>Whoever asks for the same again means the same.</summary>
    public void Asked(PriceChange change) => _asked[change.Id] = change;

    public void Told(string id, PriceVerdict verdict)
    {
        world.Note(world.Nature, "operator is told", id, verdict);
        if (verdict != PriceVerdict.Changed) _refused.Add(id);
        if (_done.Contains(id) != (verdict == PriceVerdict.Changed)) world.Fail(ChangedOnce, $"{id} is {verdict}; durable: {_done.Contains(id)}");
    }

    internal void Saved(PriceSettings next)
    {
        counts.PriceChanges++;
        var before = _set;
        (_set, var id) = (next, next.Changes[^1]);
        _before.Add((before.Prices, world.Elapsed));
        var isNew = _asked.TryGetValue(id, out var change) && _done.Add(id) && !_refused.Contains(id);
        if (!isNew) world.Fail(ChangedOnce, $"{id} was asked for: {change}, and is done again or after its refusal");
        else if (!Enum.GetValues<Kind>().All(k => next.Prices.Of(k).Terms == (k == change!.Kind ? change.After : before.Prices.Of(k).Terms)) || before.Prices.Of(change!.Kind).Terms != change.Before)
            world.Fail(ChangedOnce, $"{change} made of {before.Prices.Of(change!.Kind)}: {next.Prices.Of(change.Kind)}");
    }

    internal void Submitted(CaptchaState captcha)
    {
        if (captcha.IsOfHouse) return;
        var since = world.Elapsed - (isCalm ? UsualDelay : LongestDelay);
        var prices = _before.Where(b => b.Until >= since).Select(b => b.Prices).Append(_set.Prices).Select(p => p.Of(captcha.Request.Kind)).ToList();
        if (!prices.Exists(p => May(p, captcha)))
            world.Fail(QuotedAsSet, $"captcha {captcha.Id} is quoted {Quoted(captcha)}; set: {string.Join(", ", prices.Select(p => p.Terms))}");
    }

    /// <summary>A captcha is charged now, perhaps by a price that could not be quoted any more.</summary>
    internal void Charged(CaptchaState captcha)
    {
        if (!captcha.IsOfHouse && !May(_set.Prices.Of(captcha.Request.Kind), captcha)) counts.ChargedByOldPrice++;
    }

    private static bool May(KindPrice price, CaptchaState captcha)
    {
        var quote = Quoted(captcha);
        return price.MinRate <= quote.Rate && quote.Rate <= price.MaxRate && price.QuoteAt(quote.Rate) == quote;
    }

    /// <summary>For one answer.</summary>
    private static Quote Quoted(CaptchaState captcha) => captcha.Request.Confident?.Single(captcha.Quote) ?? captcha.Quote;
}
