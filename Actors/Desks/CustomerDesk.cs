using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What a host does between a customer's request and the actors: gives ids, repeats what is unknown, and withdraws what the customer never learned of.</summary>
public sealed class CustomerDesk(IActors actors, IdBlocks captchaIds, Repeat repeat, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Submits a captcha under a new id.</summary>
    /// <param name="key">The API key by which it comes; null: by none.</param>
    /// <returns>The id is meaningful when accepted.</returns>
    public async Task<(CaptchaId Id, SubmitResult Result)> Submit(CustomerId customer, CaptchaRequest request, CaptchaImages images, KeyTerms? key = null)
    {
        var id = await NewId();
        try
        {
            return (id, await Submit(id, customer, request, images, key));
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
    public Task<SubmitResult> Submit(CaptchaId id, CustomerId customer, CaptchaRequest request, CaptchaImages images, KeyTerms? key)
    {
        var submission = new Submission(id, customer, request, images) { Key = key };
        return repeat.UntilKnown(() => actors.Captcha(id).Submit(submission));
    }

    public Task<CaptchaView> Read(CustomerId customer, CaptchaId id) =>
        repeat.UntilKnown(() => actors.Captcha(id).Read(customer));

    /// <summary>As <see cref="Read(CustomerId, CaptchaId)"/>, but waits for the captcha's end up to a time.</summary>
    /// <param name="gone">The caller's connection has ended; then whatever is known is returned.</param>
    public async Task<CaptchaView> Read(CustomerId customer, CaptchaId id, TimeSpan wait, CancellationToken gone)
    {
        var deadline = time.GetUtcNow() + wait;
        while (true)
        {
            var view = await Read(customer, id);
            var left = deadline - time.GetUtcNow();
            if (view.Status != CaptchaViewStatus.Processing || left <= TimeSpan.Zero || gone.IsCancellationRequested) return view;
            await Task.Delay(left < LookEvery ? left : LookEvery, time, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task<CustomerView> View(CustomerId customer) =>
        repeat.UntilKnown(() => actors.Customer(customer).View());

    private async Task Withdraw(CaptchaId id, CustomerId customer)
    {
        try { await repeat.UntilKnown(() => actors.Captcha(id).Withdraw(customer)); }
        catch (OutcomeUnknownException) { /* It ends by its deadline, unless somebody answers it first. */ }
    }
}
