using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>What everybody in the simulated town knows.</summary>
public static class Town
{
    public const string DenialsHold = "Nothing is accepted for a denied domain";

    public const string DeniedDomain = "denied.test";

    /// <summary>Every customer may have tokens made for it.</summary>
    public const string TokenDomain = "tokens.test";

    /// <summary>Squares in each row and column of a grid.</summary>
    public const int GridSide = 4;

    public static ILinkedAccounts Links { get; } = new FourthIsThird();

    /// <summary>Every fourth worker has the account before his as well.</summary>
    public static WorkerId ClusterOf(WorkerId worker) => worker.Value % 4 == 0 ? new WorkerId(worker.Value - 1) : worker;

    /// <summary>Before anybody submits: the owner of one domain has opted out.</summary>
    public static async Task Prepare(AgentSetting setting)
    {
        if (!DomainName.TryParse(DeniedDomain, out var domain)) throw new InvalidOperationException("Not a domain.");
        var policy = new DomainPolicy(DomainStanding.Denied, "opt-out", "owner", setting.World.Now);
        await setting.Insist("SetPolicy", domain, async h =>
        {
            await h.Actors.Domain(domain).SetPolicy(policy);
            return true;
        });
    }

    private sealed class FourthIsThird : ILinkedAccounts
    {
        public ValueTask<WorkerId> ClusterOf(WorkerId worker) => ValueTask.FromResult(Town.ClusterOf(worker));
    }
}
