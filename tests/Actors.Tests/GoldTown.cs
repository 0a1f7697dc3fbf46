using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>A marketplace with a shelf of gold tasks whose answer is "gold"; ordinary captchas are answered "work".</summary>
internal sealed class GoldTown : IDisposable
{
    public const string Known = "gold";

    private GoldTown(Marketplace m, Links links) => (M, Links) = (m, links);

    public Marketplace M { get; }

    public Links Links { get; }

    public static GoldOptions EveryTask { get; } = new() { PerMille = 1_000, Seed = 1 };

    public static async Task<GoldTown> Open(
        int tasks, GoldOptions? gold = null, ReportOptions? numbers = null, Func<IMarketStore, IMarketStore>? wrap = null, Storage.Memory.MemoryStore? store = null)
    {
        var links = new Links();
        numbers = (numbers ?? ReportOptions.Default) with { Gold = gold ?? EveryTask };
        var town = new GoldTown(await Marketplace.Open(wrap: wrap, linked: links, numbers: numbers, store: store), links);
        for (var n = 0; n < tasks; n++) await town.AddOwn();
        return town;
    }

    public async Task<CaptchaId> AddOwn(CaptchaRequest? request = null)
    {
        var id = new CaptchaId(await M.Store.LeaseIds(IdSequence.Captcha, 1));
        await M.Store.AddGold(
            new GoldEntry
            {
                Id = id,
                Request = request ?? Marketplace.Plain,
                Answer = Known,
                Origin = GoldOrigin.Own,
                State = GoldState.InUse,
                AddedAt = M.Time.GetUtcNow(),
            },
            new CaptchaImages(new StoredImage("image/png", [.. new byte[200]]), null));
        return id;
    }

    /// <summary>A captcha is submitted, and the worker gets it, or another one in its place.</summary>
    public async Task<Assignment> Next(WorkerId worker, CaptchaRequest? request = null)
    {
        await M.Submit(request);
        var next = await M.Next(worker);
        await M.Settle();
        return Assert.IsType<Assignment>(next);
    }

    /// <summary>As <see cref="Next"/>, and he answers it; what was passed over is answered by somebody else.</summary>
    public async Task<bool> Work(WorkerId worker, WorkerId other, string answerToGold = Known)
    {
        var assignment = await Next(worker);
        var isGold = assignment.Shows is not null;
        if (isGold)
        {
            var passedOver = await M.Next(other);
            await M.Settle();
            await Answer(passedOver!, passedOver!.Shows is null ? "work" : Known);
        }
        await Answer(assignment, isGold ? answerToGold : "work");
        return isGold;
    }

    public async Task Answer(Assignment assignment, string answer)
    {
        Assert.Equal(AnswerOutcome.Accepted, (await M.Work.Answer(assignment.Id, answer)).Outcome);
        await M.Settle();
    }

    /// <summary>The worker's first captcha is ordinary, and the next one of that kind is gold.</summary>
    public async Task<WorkerId> Ready(long number)
    {
        var worker = await M.Worker(number);
        Assert.Null((await First(worker)).Shows);
        return worker;
    }

    public async Task<Assignment> First(WorkerId worker)
    {
        var first = await Next(worker);
        await Answer(first, "work");
        return first;
    }

    public void Dispose() => M.Dispose();
}
