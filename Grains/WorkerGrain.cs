using System.Collections.Immutable;
using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>Lives on the silo that the worker's first request came in through.</summary>
[GrainType("worker")]
[Reentrant]
[PreferLocalPlacement]
public sealed class WorkerGrain : ActorGrain, IWorkerGrain
{
    private readonly WorkerActor _actor;

    public WorkerGrain(ActorFactory actors) => _actor = actors.Worker(new WorkerId(this.GetPrimaryKeyLong()), this);

    protected override IActor Actor => _actor;

    public Task Enroll() => _actor.Enroll();

    public Task Apply() => _actor.Apply();

    public Task Examined(ImmutableArray<Kind> kinds) => _actor.Examined(kinds);

    public Task<TermsVerdict> SetTerms(OwnTerms terms) => _actor.SetTerms(terms);

    public Task<ReadyResult> Ready() => _actor.Ready();

    public Task<BeginResult> Begin(Assignment assignment, bool mayStepBack) => _actor.Begin(assignment, mayStepBack);

    public Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned) => _actor.Ended(captcha, why, earned);

    public Task<Assignment?> Holds(CaptchaId captcha) => _actor.Holds(captcha);

    public Task Sanctioned() => _actor.Sanctioned();

    public Task<bool> Passed(SanctionId training) => _actor.Passed(training);

    public Task<ImmutableArray<KindLimit>> Limit(ImmutableArray<KindLimit> found) => _actor.Limit(found);

    public Task Judged() => _actor.Judged();

    public Task<SkillEstimate> Skill(Kind kind) => _actor.Skill(kind);

    public Task<WorkerView> View() => _actor.View();
}
