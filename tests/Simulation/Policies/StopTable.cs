using System.Globalization;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Simulation.Policies;

/// <summary>What the stop rule does to workers of different shares of right answers: computed, not simulated.</summary>
public static class StopTable
{
    private static readonly double[] Shares = [0.95, 0.90, 0.86, 0.80, 0.75, 0.70, 0.60, 0.50, 0.25, 0];

    /// <summary>A table in Markdown.</summary>
    public static void Write(TextWriter to)
    {
        to.WriteLine("| right answers | suspended by one test | checked answers of one test | checked answers until suspended, median |");
        to.WriteLine("|---|---|---|---|");
        foreach (var share in Shares)
        {
            var odds = StopOdds.Of(share, StopOptions.Default);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {share * 100:F0} % | {odds.Suspended:0.######} | {odds.Answers:F0} | {odds.MedianToSuspension?.ToString(CultureInfo.InvariantCulture) ?? "more than 500"} |"));
        }
    }
}
