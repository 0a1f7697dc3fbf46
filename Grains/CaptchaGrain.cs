using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>
/// Lives on the silo that the submission came in through, which saves a hop: clients spread captchas over all silos by their numbers. While it is open its
/// alarm keeps it alive; ended ones go when the actor lets go, or soon by age.
/// </summary>
[GrainType("captcha")]
[Reentrant]
[PreferLocalPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed class CaptchaGrain : ActorGrain, ICaptchaGrain
{
    private readonly CaptchaActor _actor;

    public CaptchaGrain(ActorFactory actors) => _actor = actors.Captcha(new CaptchaId(this.GetPrimaryKeyLong()), this);

    protected override IActor Actor => _actor;

    public Task<SubmitResult> Submit(Submission submission) => _actor.Submit(submission);

    public Task<CaptchaView> Read(CustomerId customer, string? pushTo = null) => _actor.Read(customer, pushTo);

    public Task<LeaseResult> Lease(WorkerId worker, EarnRates? earning = null) => _actor.Lease(worker, earning);

    public Task<AnswerResult> Answer(WorkerId worker, string answer) => _actor.Answer(worker, answer);

    public Task<SkipVerdict> GiveBack(WorkerId worker, AttemptEnd why) => _actor.GiveBack(worker, why);

    public Task Requeue() => _actor.Requeue();

    public Task<bool> Recheck(RecheckOrder order) => _actor.Recheck(order);

    public Task<bool> Conclude(CrowdEnd end) => _actor.Conclude(end);

    public Task<bool> Gild(GoldOrder order) => _actor.Gild(order);

    public Task Withdraw(CustomerId customer) => _actor.Withdraw(customer);
}
