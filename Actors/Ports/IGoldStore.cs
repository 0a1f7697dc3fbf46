using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// The shelf of gold tasks. A view of one is a captcha of its own: which worker had which task, and whether he agreed, is written by the commits of that
/// captcha. Every call can be repeated.
/// </summary>
public interface IGoldStore
{
    /// <summary>Adds a task and its images, all or nothing; a task of the same number stands as it is.</summary>
    /// <param name="images">None for a grown one: the captcha from which it grew has them.</param>
    /// <exception cref="StoreUncertainException">It may or may not have been added.</exception>
    Task AddGold(GoldEntry entry, CaptchaImages images);

    /// <summary>With its views counted. Null: no such task.</summary>
    Task<GoldEntry?> FindGold(CaptchaId id);

    /// <summary>Tasks in a state, with their views counted, in ascending order.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<GoldEntry>> GoldIn(GoldState state, CaptchaId after, int take);

    /// <summary>A task that grew is used from now on, and nobody who had it gets it.</summary>
    /// <returns>False: it does not grow (any more).</returns>
    /// <exception cref="StoreUncertainException">It may or may not have happened.</exception>
    Task<bool> UseGold(CaptchaId id, ImmutableArray<WorkerId> had);

    /// <summary>Takes a task off the shelf for good. One that is doubted takes the weight from all the evidence that came of it, in the same transaction.</summary>
    /// <returns>False: there is no such task, or it is retired already.</returns>
    /// <exception cref="StoreUncertainException">It may or may not have happened.</exception>
    Task<bool> RetireGold(CaptchaId id, GoldEnd why);

    /// <summary>The tasks that were ever made ready for a worker, in ascending order.</summary>
    /// <param name="from">This number and those above it.</param>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<CaptchaId>> GoldSeen(WorkerId worker, CaptchaId from, int take);

    /// <summary>The captcha by which a worker was given a task; the first one, if two processes wanted to at once. Null: he was not.</summary>
    Task<CaptchaId?> FindGoldView(CaptchaId gold, WorkerId worker);

    /// <summary>The newest evidence of gold tasks about the worker's answers, oldest first.</summary>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<Evidence>> GoldEvidenceOf(WorkerId worker, int take);
}
