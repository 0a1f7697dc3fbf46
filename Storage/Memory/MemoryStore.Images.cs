using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IImageStore
{
    /// <summary>The captchas that have images, ascending.</summary>
    public IReadOnlyList<CaptchaId> CaptchasWithImages()
    {
        lock (_lock) return [.. _images.Keys.Select(k => k.Captcha).Distinct().Order().Select(id => new CaptchaId(id))];
    }

    public Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due)
    {
        Pages.RequireTake(take, IImageStore.MostLookedAt);
        lock (_lock)
        {
            var page = CaptchasWithImages().Where(id => id > after).Take(take).ToList();
            var old = page.Where(id => IsBefore(id, due.SubmittedBefore)).ToList();
            var gone = old.Where(id => IsFree(id) && (!due.Disputed.Contains(id) || IsBefore(id, due.DisputedBefore))).Select(id => id.Value).ToHashSet();
            foreach (var key in _images.Keys.Where(k => gone.Contains(k.Captcha)).ToList()) _images.Remove(key);
            return Task.FromResult(new ImagePage(page.Count == 0 ? null : page[^1], old.Count, gone.Count));
        }

        bool IsBefore(CaptchaId id, DateTimeOffset time) => _captchas.TryGetValue(id.Value, out var stored) && stored.State.SubmittedAt < StoredTime.Cut(time);
    }

    private bool IsFree(CaptchaId id) =>
        _captchas[id.Value].State.IsEnded
        && !(_states.TryGetValue(id.Value, out var report) && (report.MovesByItself || ReportMachine.AwaitsModerator(report.Status)))
        && !(_gold.TryGetValue(id.Value, out var gold) && gold.State is GoldState.Growing or GoldState.InUse);
}
