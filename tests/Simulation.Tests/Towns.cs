using CaptchaGrains.Core.Ids;
using CaptchaGrains.Simulation.Agents;

namespace CaptchaGrains.Simulation.Tests;

internal static class Towns
{
    private static readonly WorkerHabits Diligence = new(Quickest: 2, Slowest: 6, Skips: 0, Vanishes: 0, Breaks: 0, Naughty: 0);

    /// <summary>Workers who answer everything, and soon.</summary>
    public static Func<AgentSetting, IReadOnlyList<IAgent>> Diligent(int customers, int workers) => setting =>
    [
        .. Enumerable.Range(0, customers).Select(i => new CustomerAgent(setting, i, isRich: true)),
        .. Enumerable.Range(1, workers).Select(i => new WorkerAgent(setting, new WorkerId(i), Diligence)),
    ];
}
