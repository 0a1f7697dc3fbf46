using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Captchas;

/// <summary>One captcha, from submission to its end. Every call can be repeated.</summary>
public interface ICaptcha
{
    /// <summary>Accepted means durable, with its hold.</summary>
    Task<SubmitResult> Submit(Submission submission);

    /// <summary>What its owner may know; for anybody else there is no such captcha. An answer is shown only when its settlement is durable.</summary>
    /// <param name="pushTo">The address of a host that wants to hear of the end, if the captcha is open; null: nobody waits.</param>
    Task<CaptchaView> Read(CustomerId customer, string? pushTo = null);

    /// <summary>Gives the captcha to a worker, if both are free.</summary>
    /// <param name="earning">His earn coefficients, as they were when he was offered captchas: what he is shown now is what he is paid. Null: he has none.</param>
    Task<LeaseResult> Lease(WorkerId worker, EarnRates? earning = null);

    Task<AnswerResult> Answer(WorkerId worker, string answer);

    Task<SkipVerdict> GiveBack(WorkerId worker, AttemptEnd why);

    /// <summary>Makes sure that the captcha, if it is open and nobody has it, stands in a queue: after a lost push, a lost shard or a lost silo.</summary>
    Task Requeue();

    /// <summary>
    /// Becomes a recheck of another captcha, for workers with a high rating, or a vote on it: paid by the house, and like any other for whoever gets it.
    /// </summary>
    /// <returns>False: the number belongs to something else.</returns>
    /// <exception cref="StoreBusyException">Certainly not durable; ask again.</exception>
    Task<bool> Recheck(RecheckOrder order);

    /// <summary>Ends a captcha of confident mode with what its votes came to, and charges for it.</summary>
    /// <returns>True: it has ended, with this or otherwise, durably. False: look at it again soon.</returns>
    Task<bool> Conclude(CrowdEnd end);

    /// <summary>Becomes a gold task for one worker: paid by the house, and like any other for him.</summary>
    /// <returns>False: the number belongs to something else.</returns>
    /// <exception cref="StoreBusyException">Certainly not durable.</exception>
    Task<bool> Gild(GoldOrder order);

    /// <summary>Ends an open captcha and releases its hold, because the customer never learned its id.</summary>
    Task Withdraw(CustomerId customer);
}
