using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>All that came of a report, in words that are the same for other people and other numbers.</summary>
internal static class ReportOutcome
{
    public static async Task<string> Of(ReportLife life, OwnHost host)
    {
        var state = await life.State();
        var names = new Dictionary<AccountId, string>
        {
            [AccountId.Of(life.Customer)] = "customer",
            [AccountId.Held(life.Customer)] = "held",
            [AccountId.Of(life.First)] = "first",
            [AccountId.Of(life.Second)] = "second",
        };
        var lines = new List<string>
        {
            $"{state.Status}, version {state.Version}, incorrect {state.IsIncorrect}, to do {state.ToDo}, resolved as {state.Resolution} by {state.Moderator}, decided by {state.DecidedBy}",
            $"first {state.Worker == life.First}, second {state.Second is { } second && second == life.Second} with {state.SecondAnswer}",
            $"incorrect {await host.Store.CountIncorrect(life.First)}, typical {await host.Store.CountTypical(life.First, 200, DateTimeOffset.MinValue)}",
            $"the first worker is {(await host.Repeat.UntilKnown(() => host.Actors.Worker(life.First).Ready())).Verdict}, the second {(await host.Repeat.UntilKnown(() => host.Actors.Worker(life.Second).Ready())).Verdict}",
        };
        foreach (var evidence in await host.Store.EvidenceOf(life.First, 100))
            lines.Add($"evidence of the first: {evidence.Captcha == life.Captcha} {evidence.Source} {evidence.IsRight} {evidence.Weight}");
        var quotes = new Dictionary<CaptchaId, Quote>();
        foreach (var id in (CaptchaId?[])[life.Captcha, state.Recheck])
            if (id is { } known && await host.Store.FindCaptcha(known) is { } captcha) quotes.Add(known, captcha.Quote);
        foreach (var account in names.Keys)
        {
            var sum = Money.Zero;
            foreach (var entry in (await host.Store.Statement(account, null, 100)).OrderBy(e => e.Sequence))
            {
                sum += entry.Amount;
                var about = entry.Captcha == life.Captcha ? "the captcha" : entry.Captcha == state.Recheck ? "the recheck" : "else";
                var amount = entry.Captcha is { } captcha && quotes.TryGetValue(captcha, out var quote) ? Named(entry.Amount, quote) : $"{entry.Amount.Nanos}";
                lines.Add($"{names[account]}: {entry.Purpose} {amount} for {about}");
            }
            if (sum != await host.Store.Balance(account)) lines.Add($"{names[account]} holds {await host.Store.Balance(account)} instead of {sum}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>Rates move with the market: what counts is that each amount is, to the nano-dollar, what was quoted.</summary>
    private static string Named(Money amount, Quote quote)
    {
        var sign = amount.IsNegative ? "- " : "";
        var size = amount.IsNegative ? -amount : amount;
        return size == quote.Price && quote.Fee.IsPositive ? sign + "the price" : size == quote.Rate ? sign + "the rate" : size == quote.Fee ? sign + "the fee" : $"{amount.Nanos}";
    }
}
