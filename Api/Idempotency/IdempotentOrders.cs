using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Idempotency;

/// <summary>
/// Places an order at most once, however often and at however many gateways it is sent: the id is reserved first and the captcha is submitted under it, so a
/// lost reply or a crash between the two is made good by sending it again.
/// </summary>
internal sealed class IdempotentOrders(IIdempotencyStore store, CustomerDesk desk, TimeProvider time, CustomerApiOptions options)
{
    /// <returns>The verdict is null when the key stands for another order.</returns>
    /// <exception cref="OutcomeUnknownException">Whatever happened, the same key finds it again.</exception>
    public async Task<(CaptchaId Id, SubmitVerdict? Verdict)> Submit(AdmittedKey key, Order order, string keyHash)
    {
        var customer = key.Customer;
        // What was ordered, not the bytes that said so: a client that repeats a multipart body makes another boundary.
        var submission = new Submission(default, customer, order.Request, order.Images) { Key = key.Terms };
        var fingerprint = SubmissionFingerprint.Of(submission);
        var now = time.GetUtcNow();
        var row = new IdempotencyRow(customer, keyHash, fingerprint, await desk.NewId(), now + options.IdempotencyLifetime);
        IdempotencyRow stored;
        try { stored = await store.Reserve(row, now); }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
        if (stored.Fingerprint != fingerprint) return (default, null);
        var id = stored.Captcha;
        // It needs no money and no slot any more; only what never became a captcha is tried again.
        if (id != row.Captcha && (await desk.Read(customer, id)).Status != CaptchaViewStatus.Unknown) return (id, SubmitVerdict.Accepted);
        return (id, (await desk.Submit(submission with { Id = id, Fingerprint = fingerprint })).Verdict);
    }
}
