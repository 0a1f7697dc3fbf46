using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Images;

/// <summary>The captchas on which a sanction rests that may still be looked at by its worker or by a moderator.</summary>
internal sealed class Disputes(ISanctionStore sanctions)
{
    /// <summary>Sanctions read at once.</summary>
    private const int Page = 500;

    /// <summary>Captchas that are remembered, those of the newest sanctions: eight bytes each, which also go to the store with each look.</summary>
    private const int Most = 100_000;

    /// <summary>Pages of one reading: a sanction may rest on nothing.</summary>
    private const int MostPages = 200;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private ImmutableArray<CaptchaId> _captchas = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <param name="after">Only numbers above this one; in ascending order.</param>
    /// <param name="since">A sanction from before this time rests on captchas from before it.</param>
    public async Task<ImmutableArray<CaptchaId>> Above(CaptchaId after, DateTimeOffset since, DateTimeOffset now)
    {
        if (now - _readAt >= ReadAgainAfter) (_captchas, _readAt) = (await Read(since, now), now);
        var found = _captchas.BinarySearch(after);
        return _captchas[(found < 0 ? ~found : found + 1)..];
    }

    private async Task<ImmutableArray<CaptchaId>> Read(DateTimeOffset since, DateTimeOffset now)
    {
        var captchas = new SortedSet<CaptchaId>();
        SanctionId? before = null;
        for (var pages = 0; pages < MostPages && captchas.Count < Most; pages++)
        {
            var page = await sanctions.SanctionsNotEnded(before, Page);
            foreach (var sanction in page.Where(s => s.At >= since && s.IsOpenAt(now)))
                captchas.UnionWith(sanction.ShowsImagesOf);
            // They are numbered in the order in which they were imposed.
            if (page.Length < Page || page[^1].At < since) break;
            before = page[^1].Id;
        }
        return [.. captchas];
    }
}
