using System.Diagnostics.Metrics;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Images;

/// <summary>
/// Deletes the images of captchas whose time is over, a page at each look, round after round. Numbers are given out in blocks, so old images are at the beginning: a round ends
/// with the first page without any, and what is kept for longer, which is looked at again in each round, is little.
/// </summary>
/// <param name="store">Null: images are kept for ever.</param>
internal sealed class ImageRounds(IImageStore? store, ISanctionStore sanctions, ImageOptions options)
{
    /// <summary>More than a block of numbers (<see cref="Desks.DeskOptions.IdBlock"/>), so that the young ones of a slow host do not end a round.</summary>
    private const int Page = IImageStore.MostLookedAt;

    private static readonly Counter<long> Deleted =
        ActorServices.Meter.CreateCounter<long>("captchagrains.actors.images.deleted", description: "Captchas whose images were deleted when their time was over");

    private readonly Disputes _disputes = new(sanctions);
    private CaptchaId _after;
    private DateTimeOffset _nextRound = DateTimeOffset.MinValue;

    public async Task Tend(DateTimeOffset now)
    {
        if (store is null || now < _nextRound) return;
        try
        {
            var disputedSince = now - ImageOptions.LongestDispute;
            var disputed = await _disputes.Above(_after, disputedSince, now);
            var page = await store.DeleteImages(_after, Page, new ImagesDue(now - options.KeepFor, disputed, disputedSince));
            Deleted.Add(page.Deleted);
            if (page is { Last: { } last, Old: > 0 }) _after = last;
            else (_after, _nextRound) = (default, now + options.RestFor);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException or InvalidOperationException))
        {
            // The store is out of reach, or full: the next look goes on where this one stopped.
        }
    }
}
