namespace CaptchaGrains.Simulation.Policies;

/// <summary>What follows from a complaint.</summary>
public enum ComplaintHandling
{
    Nothing = 1,

    /// <summary>A refund, and a tally for the worker: the rule of token kinds.</summary>
    Tally = 2,

    /// <summary>A second answer, a moderator where the two differ, and further answers where they differ too much.</summary>
    Recheck = 3,
}

/// <summary>Which rules are in force.</summary>
/// <param name="HighRating">Rechecks go to workers with a high rating; otherwise to anybody.</param>
/// <param name="Linked">Linked accounts never recheck each other.</param>
/// <param name="Proportion">Customers who complain out of proportion get no refund and change nothing.</param>
/// <param name="Series">Further answers are re-checked until the stop rule decides; otherwise three of five that differ too much suspend.</param>
/// <param name="GoldPerMille">Gold tasks of a thousand, with the stop rule over them.</param>
public sealed record Policy(
    string Name, ComplaintHandling Complaints, bool HighRating = false, bool Linked = false, bool Proportion = false, bool Series = false, int GoldPerMille = 0)
{
    public static IReadOnlyList<Policy> All { get; } =
    [
        new("none", ComplaintHandling.Nothing),
        new("gold 1 % only", ComplaintHandling.Nothing, GoldPerMille: 10),
        new("tallies only", ComplaintHandling.Tally, Proportion: true),
        new("rechecks by anybody", ComplaintHandling.Recheck),
        new("full, three of five", ComplaintHandling.Recheck, HighRating: true, Linked: true, Proportion: true),
        new("full, stop rule", ComplaintHandling.Recheck, HighRating: true, Linked: true, Proportion: true, Series: true),
        new("full, stop rule, gold 1 %", ComplaintHandling.Recheck, HighRating: true, Linked: true, Proportion: true, Series: true, GoldPerMille: 10),
        new("full, stop rule, gold 3 %", ComplaintHandling.Recheck, HighRating: true, Linked: true, Proportion: true, Series: true, GoldPerMille: 30),
    ];
}
