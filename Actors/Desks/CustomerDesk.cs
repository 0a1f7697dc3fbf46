using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What a host does between a customer's request and the actors: gives ids, repeats what is unknown, and withdraws what the customer never learned of.</summary>
/// <param name="pushAddress">Where captchas announce their end for customers who wait here; unique for each process.</param>
public sealed class CustomerDesk(
    IActors actors, IdBlocks captchaIds, Repeat repeat, TimeProvider time, DeskOptions options, string pushAddress)
{
    /// <summary>Who waits is told of the end at once; a lost push, or a silo lost with whom it knew, costs no more than this.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly EndWaits _waits = new(options.MaxReading);

    /// <summary>Requests that wait here for the end of a captcha.</summary>
    public int Waiting => _waits.Count;

    /// <summary>Of the process, where all of the marketplace is in one.</summary>
    internal Activity? Activity { get; init; }

    /// <summary>Submits a captcha under a new id.</summary>
    /// <param name="key">The API key by which it comes; null: by none.</param>
    /// <returns>The id is meaningful when accepted.</returns>
    public async Task<(CaptchaId Id, SubmitResult Result)> Submit(CustomerId customer, CaptchaRequest request, CaptchaImages images, KeyTerms? key = null)
    {
        var id = await NewId();
        try
        {
            return (id, await Submit(new Submission(id, customer, request, images) { Key = key }));
        }
        catch (OutcomeUnknownException)
        {
            // It may have been accepted, but its owner will never ask for it: nobody shall be charged for it.
            _ = Withdraw(id, customer);
            return (id, SubmitResult.Refused(SubmitVerdict.NoSlot));
        }
    }

    /// <summary>An id that nobody else will get.</summary>
    /// <exception cref="OutcomeUnknownException">The store gives none now.</exception>
    public async Task<CaptchaId> NewId() => new(await repeat.UntilKnown(captchaIds.Next));

    /// <summary>Submits a captcha under an id that its owner can find again; repeating it submits nothing twice.</summary>
    /// <exception cref="OutcomeUnknownException">It may have been accepted; it stays so.</exception>
    public Task<SubmitResult> Submit(Submission submission)
    {
        var id = submission.Id;
        return repeat.UntilKnown(() => actors.Captcha(id).Submit(submission));
    }

    public Task<CaptchaView> Read(CustomerId customer, CaptchaId id) =>
        repeat.UntilKnown(() => actors.Captcha(id).Read(customer));

    /// <summary>As <see cref="Read(CustomerId, CaptchaId)"/>, but waits for the captcha's end up to a time.</summary>
    /// <param name="wait">Not waited for when <see cref="DeskOptions.MaxReading"/> others do.</param>
    /// <param name="gone">The caller's connection has ended; then whatever is known is returned.</param>
    public async Task<CaptchaView> Read(CustomerId customer, CaptchaId id, TimeSpan wait, CancellationToken gone)
    {
        var deadline = time.GetUtcNow() + wait;
        while (true)
        {
            var left = deadline - time.GetUtcNow();
            if (left <= TimeSpan.Zero || gone.IsCancellationRequested || _waits.TryAdd(id, Activity) is not { } waiting) return await Read(customer, id);
            try
            {
                using var leaving = gone.Register(waiting.End);
                var view = await repeat.UntilKnown(() => actors.Captcha(id).Read(customer, pushAddress));
                if (view.Status != CaptchaViewStatus.Processing) return view;
                left = deadline - time.GetUtcNow();
                await waiting.OverOrAfter(left < LookEvery ? left : LookEvery, time);
            }
            finally
            {
                _waits.Remove(id, waiting);
            }
        }
    }

    /// <summary>A captcha has ended that somebody here may be waiting for.</summary>
    public void OnEnded(CaptchaId captcha) => _waits.End(captcha);

    public Task<CustomerView> View(CustomerId customer) =>
        repeat.UntilKnown(() => actors.Customer(customer).View());

    private async Task Withdraw(CaptchaId id, CustomerId customer)
    {
        try { await repeat.UntilKnown(() => actors.Captcha(id).Withdraw(customer)); }
        catch (OutcomeUnknownException) { /* It ends by its deadline, unless somebody answers it first. */ }
    }
}
