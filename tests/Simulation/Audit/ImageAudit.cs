using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>Images are there as long as anybody may need them, and gone some time after.</summary>
public sealed class ImageAudit(SimWorld world, MemoryStore memory, ImageOptions options)
{
    public const string StaysForItsTime = "No image is deleted before its time is over";
    public const string StaysWhileNeeded = "An image is there as long as somebody may need it";
    public const string GoneAfterwards = "An image is gone when its time is over and nobody needs it";
    public const string ShownAgain = "Whoever answers a captcha again is shown the image of the first";

    /// <summary>Clocks disagree by less, and messages and crashes hold up nothing for longer.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>A sanction that comes late is known to whoever deletes after a minute; its captchas' time was over before.</summary>
    private static readonly TimeSpan KnownAfter = TimeSpan.FromMinutes(1) + Slack;

    /// <summary>Captchas that lost their images, and how often one that was due by its age was kept for a cause at the end.</summary>
    public int Deleted { get; private set; }

    public int Kept { get; private set; }

    private MemoryStore Memory => memory;

    /// <summary>The store, watched.</summary>
    internal IImageStore Watch(IImageStore store) => new Watched(this, store);

    internal void Submitted(SubmitCommit submit, Func<CaptchaId, BookedCaptcha?> find)
    {
        if (submit.Captcha.Recheck is not { } terms) return;
        var first = find(terms.Of)?.Submitted.Images.Image;
        if (!Equals(first, submit.Images.Image)) world.Fail(ShownAgain, $"captcha {submit.Captcha.Id} is one more answer to {terms.Of}");
    }

    internal void CheckAll()
    {
        foreach (var id in memory.CaptchasWithImages())
        {
            // Two rounds: one may have just gone by.
            if (Find(id).SubmittedAt > world.Now - options.KeepFor - 2 * options.RestFor - Slack) continue;
            if (Need(id, TimeSpan.Zero) is null) world.Fail(GoneAfterwards, $"captcha {id}, submitted at {Find(id).SubmittedAt}");
            Kept++;
        }
    }

    private void Gone(CaptchaId id)
    {
        Deleted++;
        world.Note(world.Nature, "loses the image of", id);
        if (Find(id).SubmittedAt > world.Now - options.KeepFor + Slack) world.Fail(StaysForItsTime, $"captcha {id}, submitted at {Find(id).SubmittedAt}");
        if (Need(id, KnownAfter) is { } need) world.Fail(StaysWhileNeeded, $"captcha {id}: {need}");
    }

    /// <returns>For what it is needed; null: for nothing.</returns>
    private string? Need(CaptchaId id, TimeSpan knownAfter)
    {
        if (!Find(id).IsEnded) return "it is open";
        var reports = memory.ReportStates();
        if (reports.FirstOrDefault(r => r.Captcha == id && (r.MovesByItself || ReportMachine.AwaitsModerator(r.Status))) is { } report) return $"its report is {report.Status}";
        if (reports.Any(r => r.MovesByItself && r.FollowUps.Any(f => f.Captcha == id && f.Verdict is null && memory.FindCaptcha(f.Recheck).GetAwaiter().GetResult() is null)))
            return "it is to be followed up";
        if (memory.FindGold(id).GetAwaiter().GetResult() is { State: GoldState.Growing or GoldState.InUse } gold) return $"it is a gold task that is {gold.State}";
        if (memory.Captchas().FirstOrDefault(c => !c.IsEnded && c.Gold?.Gold == id) is { } view) return $"it is shown as {view.Id}";
        var sanctions = memory.SanctionsNotEnded(null, 500).GetAwaiter().GetResult();
        return sanctions.FirstOrDefault(s => s.IsOpenAt(world.Now) && s.At <= world.Now - knownAfter && s.ShowsImagesOf.Contains(id)) is { } sanction
            ? $"sanction {sanction.Id} of {sanction.At} rests on it" : null;
    }

    private CaptchaState Find(CaptchaId id) => memory.FindCaptcha(id).GetAwaiter().GetResult()!;

    private sealed class Watched(ImageAudit audit, IImageStore store) : IImageStore
    {
        public async Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due)
        {
            var before = audit.Memory.CaptchasWithImages();
            var page = await store.DeleteImages(after, take, due);
            foreach (var id in before.Except(audit.Memory.CaptchasWithImages())) audit.Gone(id);
            return page;
        }
    }
}
