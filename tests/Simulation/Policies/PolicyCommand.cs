using System.Globalization;

namespace CaptchaGrains.Simulation.Policies;

/// <summary><c>policy [--seeds COUNT] [--from N]</c>: for operators who want to know what a rule does before it is in force.</summary>
public static class PolicyCommand
{
    public const string Usage = "policy [--seeds COUNT] [--from N]";

    /// <returns>The process's exit code: 0, or 2 for arguments that are none.</returns>
    public static int Run(ReadOnlySpan<string> args, TextWriter output, TextWriter errors)
    {
        int seeds = 50, from = 1;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                if (args[i] == "--seeds" && number <= 10_000) { seeds = number; continue; }
                if (args[i] == "--from" && number <= 1_000_000_000) { from = number; continue; }
            }
            errors.WriteLine(Usage);
            return 2;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {from} to {from + seeds - 1}, {PolicyTable.Captchas} captchas each"));
        output.WriteLine();
        PolicyTable.Write(output, PolicyTable.Run(from, seeds));
        output.WriteLine();
        StopTable.Write(output);
        return 0;
    }
}
