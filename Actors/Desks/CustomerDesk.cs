using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What a host does between a customer's request and the actors: gives ids, repeats what is unknown, and withdraws what the customer never learned of.</summary>
public sealed class CustomerDesk(IActors actors, IdBlocks captchaIds, Repeat repeat)
{
    /// <summary>Submits a captcha under a new id.</summary>
    /// <returns>The id is meaningful when accepted.</returns>
    public async Task<(CaptchaId Id, SubmitResult Result)> Submit(CustomerId customer, CaptchaRequest request, CaptchaImages images)
    {
        var id = new CaptchaId(await repeat.UntilKnown(captchaIds.Next));
        var submission = new Submission(id, customer, request, images);
        try
        {
            return (id, await repeat.UntilKnown(() => actors.Captcha(id).Submit(submission)));
        }
        catch (OutcomeUnknownException)
        {
            // It may have been accepted, but its owner will never ask for it: nobody shall be charged for it.
            _ = Withdraw(id, customer);
            return (id, SubmitResult.Refused(SubmitVerdict.NoSlot));
        }
    }

    public Task<CaptchaView> Read(CustomerId customer, CaptchaId id) =>
        repeat.UntilKnown(() => actors.Captcha(id).Read(customer));

    public Task<CustomerView> View(CustomerId customer) =>
        repeat.UntilKnown(() => actors.Customer(customer).View());

    private async Task Withdraw(CaptchaId id, CustomerId customer)
    {
        try { await repeat.UntilKnown(() => actors.Captcha(id).Withdraw(customer)); }
        catch (OutcomeUnknownException) { /* It ends by its deadline, unless somebody answers it first. */ }
    }
}
