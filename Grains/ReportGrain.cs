using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>Keeps nothing in memory: while a recheck is under way its alarm keeps it alive, and the sweeper brings back what was lost.</summary>
[GrainType("report")]
[Reentrant]
[PreferLocalPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed class ReportGrain : ActorGrain, IReportGrain
{
    private readonly ReportActor _actor;

    public ReportGrain(ActorFactory actors) => _actor = actors.Report(new CaptchaId(this.GetPrimaryKeyLong()), this);

    protected override IActor Actor => _actor;

    public Task Continue() => _actor.Continue();

    public Task<ResolveVerdict> Resolve(Resolution resolution) => _actor.Resolve(resolution);

    public Task<ResolveVerdict> Decide(Decision decision) => _actor.Decide(decision);

    public Task<ReportState?> View() => _actor.View();
}
