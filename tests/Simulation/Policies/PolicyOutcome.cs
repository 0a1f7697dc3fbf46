using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Simulation.Policies;

/// <summary>What a policy led to, summed over worlds.</summary>
public sealed class PolicyOutcome(string policy)
{
    private readonly Dictionary<Character, List<int>> _caught = [];
    private readonly Dictionary<Character, int> _all = [];

    public string Policy => policy;

    public long Captchas { get; set; }

    public long Wrong { get; set; }

    public long Refunds { get; set; }

    /// <summary>Refunds of answers that were right.</summary>
    public long RefundsOfRight { get; set; }

    public long Rechecks { get; set; }

    public long GoldTasks { get; set; }

    /// <summary>Times that a moderator had to look at something.</summary>
    public long Looks { get; set; }

    /// <summary>What the house paid: refunds, rechecks, gold tasks.</summary>
    public Money Cost { get; set; }

    public int Honest { get; set; }

    public int HonestSanctioned { get; set; }

    public int HonestTrained { get; set; }

    public void Count(Character who, int? caughtAfter)
    {
        _all[who] = _all.GetValueOrDefault(who) + 1;
        if (!_caught.TryGetValue(who, out var caught)) _caught.Add(who, caught = []);
        if (caughtAfter is { } answers) caught.Add(answers);
    }

    /// <summary>The share of this sort that was suspended or limited, 0 … 1.</summary>
    public double CaughtShare(Character who) => _caught[who].Count / (double)_all[who];

    /// <summary>Answers that the median caught one of this sort had given; null: none was caught.</summary>
    public int? MedianAnswers(Character who) => _caught[who] is { Count: > 0 } caught ? caught.Order().ElementAt(caught.Count / 2) : null;
}
