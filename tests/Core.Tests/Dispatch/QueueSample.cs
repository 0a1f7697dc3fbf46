using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>Short names for tickets and offers, of images with text unless said otherwise; times are seconds.</summary>
internal static class QueueSample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    public static Ticket Ticket(long captcha, long customer = 1, long bid = 5, double queued = 0, double expires = 90, params long[] excluded) =>
        new(new CaptchaId(captcha), new CustomerId(customer), Kind.ImageText, new Money(bid), At(queued), At(expires), [.. excluded.Select(w => new WorkerId(w))]);

    public static Offer Offer(long worker, double since = 0, double until = 60, long minRate = 0, bool highRating = false, long cluster = 0) =>
        new(new WorkerId(worker), KindSet.Of(Kind.ImageText), At(since), At(until), new Money(minRate), highRating ? KindSet.All : default, cluster, "host");

    /// <summary>The captcha that the worker gets now; null: he waits or is refused.</summary>
    public static long? Serve(this ShardQueues queue, long worker, double now = 1, bool highRating = false, long cluster = 0, long minRate = 0) =>
        queue.Offer(Offer(worker, now, now, minRate, highRating, cluster), At(now)).Match?.Ticket.Captcha.Value;

    /// <summary>The worker who gets the captcha now; null: it waits or is refused.</summary>
    public static long? Fill(this ShardQueues queue, Ticket ticket, double now = 1) => queue.Enqueue(ticket, At(now)).Match?.Offer.Worker.Value;
}
