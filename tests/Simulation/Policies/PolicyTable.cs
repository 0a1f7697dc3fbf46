using System.Globalization;

namespace CaptchaGrains.Simulation.Policies;

/// <summary>Runs every policy over the same seeds and prints a line for each.</summary>
public static class PolicyTable
{
    /// <summary>Captchas of one world: some 450 for each worker.</summary>
    public const int Captchas = 30_000;

    private static readonly (Character Cheat, string Name)[] Cheats =
        [(Character.Random, "random"), (Character.Copier, "copiers"), (Character.Boss, "boss's accounts")];

    public static IReadOnlyList<PolicyOutcome> Run(int from, int seeds, int captchas = Captchas) => [.. Policy.All.Select(policy =>
    {
        var outcome = new PolicyOutcome(policy.Name);
        for (var seed = from; seed < from + seeds; seed++) PolicyWorld.Run(policy, seed, captchas, outcome);
        return outcome;
    })];

    /// <summary>A table in Markdown.</summary>
    public static void Write(TextWriter to, IReadOnlyList<PolicyOutcome> outcomes)
    {
        to.WriteLine("| policy | wrong answers | honest workers suspended or limited | … of the clumsy ones | … sent to training | "
            + string.Join(" | ", Cheats.Select(c => $"{c.Name}: caught, median answers"))
            + " | refunds | … of right answers | house cost per 1000 | moderator looks per 1000 |");
        to.WriteLine("|---|---|---|---|---|" + string.Concat(Cheats.Select(_ => "---|")) + "---|---|---|---|");
        foreach (var o in outcomes)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {o.Policy} | {Percent(o.Wrong, o.Captchas)} | {Percent(o.HonestSanctioned, o.Honest)} | {o.CaughtShare(Character.Clumsy) * 100:F1} % | {Percent(o.HonestTrained, o.Honest)} | ")
                + string.Join(" | ", Cheats.Select(c => Caught(o, c.Cheat)))
                + string.Create(CultureInfo.InvariantCulture,
                    $" | {Percent(o.Refunds, o.Captchas)} | {Percent(o.RefundsOfRight, o.Captchas)} | ${o.Cost.Share(1_000, o.Captchas).ToShortString()} | {o.Looks * 1_000.0 / o.Captchas:F1} |"));
        }
    }

    private static string Caught(PolicyOutcome outcome, Character cheat) => outcome.MedianAnswers(cheat) is { } median
        ? string.Create(CultureInfo.InvariantCulture, $"{outcome.CaughtShare(cheat) * 100:F0} %, {median}")
        : "none";

    private static string Percent(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{part * 100.0 / whole:F2} %");
}
