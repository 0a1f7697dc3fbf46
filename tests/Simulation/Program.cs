using System.Globalization;
using CaptchaGrains.Simulation;
using CaptchaGrains.Simulation.Policies;

const string Usage = "--seed N [--trace] | --seeds COUNT [--from N] | " + PolicyCommand.Usage;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["policy", ..]) return PolicyCommand.Run(args.AsSpan(1), Console.Out, Console.Error);
long? seed = null;
long from = 1, count = 200;
var trace = false;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--seed" when Number(i, out var n): (seed, i) = (n, i + 1); break;
        case "--seeds" when Number(i, out var n): (count, i) = (n, i + 1); break;
        case "--from" when Number(i, out var n): (from, i) = (n, i + 1); break;
        case "--trace": trace = true; break;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

if (seed is { } one)
{
    var report = MarketSimulation.Run(Scenario.OfSeed(one) with { Trace = trace ? Console.Out : null });
    Console.WriteLine(report);
    SimTable.Write(Console.Out, [report]);
    return report.Failure is null ? 0 : 1;
}

var table = new SimTable();
for (var n = from; n < from + count; n++)
{
    var report = MarketSimulation.Run(Scenario.OfSeed(n));
    table.Add(report);
    if (report.Failure is not null) Console.WriteLine(report);
}
table.Write(Console.Out);
return table.Failed == 0 ? 0 : 1;

bool Number(int at, out long number)
{
    number = 0;
    return at + 1 < args.Length && long.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
