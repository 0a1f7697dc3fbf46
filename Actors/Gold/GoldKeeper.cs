using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Gold;

/// <summary>
/// Grows tasks and takes them off the shelf. Keeps nothing: each look reads how things stand, so that it does not matter when a process dies, nor how many
/// look at once.
/// </summary>
internal sealed class GoldKeeper(ActorServices services)
{
    /// <summary>Tasks of one page.</summary>
    private const int Page = 500;

    /// <summary>Pages of one look; the next one begins again, and by then those that it retired are gone.</summary>
    private const int MostPages = 20;

    private GoldOptions Options => services.Numbers.Gold;

    /// <summary>An answer was reported good. Another one who surely knows is asked: a task grows if he says the same.</summary>
    public async Task Consider(CaptchaState captcha, Solution solution, DateTimeOffset now)
    {
        var kind = captcha.Request.Kind;
        if (!await services.Gold.WantsMore(kind, now) || !await IsHigh(solution.Worker, kind)) return;
        var growing = await services.Gold.Store.GoldIn(GoldState.Growing, default, Page);
        if (growing.Count(g => g.Request.Kind == kind) >= Options.MostGrowing) return;
        await services.Gold.Store.AddGold(
            GoldEntry.Grown(captcha, solution.Answer, GoldState.Growing, await services.Gold.NewCaptcha(), [solution.Worker], now, Options), CaptchaImages.None);
    }

    /// <summary>A moderator has said what the answer is.</summary>
    /// <param name="had">Who answered it.</param>
    public async Task Keep(CaptchaState captcha, string answer, IEnumerable<WorkerId> had, DateTimeOffset now)
    {
        if (!await services.Gold.WantsMore(captcha.Request.Kind, now)) return;
        await services.Gold.Store.AddGold(GoldEntry.Grown(captcha, answer, GoldState.InUse, null, had, now, Options), CaptchaImages.None);
    }

    /// <summary>Looks after everything that grows or is in use.</summary>
    public async Task Tend(DateTimeOffset now)
    {
        if (!services.Gold.IsThere) return;
        await foreach (var entry in All(GoldState.Growing)) await LookAt(entry, now);
        await foreach (var entry in All(GoldState.InUse))
            if (entry.EndAt(now, Options) is { } why) await services.Gold.Store.RetireGold(entry.Id, why);
    }

    private async IAsyncEnumerable<GoldEntry> All(GoldState state)
    {
        CaptchaId after = default;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await services.Gold.Store.GoldIn(state, after, Page);
            foreach (var entry in page) yield return entry;
            if (page.Length < Page) break;
            after = page[^1].Id;
        }
    }

    private async Task LookAt(GoldEntry entry, DateTimeOffset now)
    {
        var store = services.Gold.Store;
        if (await services.Store.FindCaptcha(entry.Id) is not { Solution: { } first } captcha) throw new StoreUncertainException($"Captcha {entry.Id} cannot be read.");
        var recheck = await services.Store.FindCaptcha(entry.Recheck!.Value);
        var until = entry.AddedAt + services.Numbers.FindSecondWithin;
        if (recheck is null && now < until)
        {
            var clusters = new HashSet<long>();
            foreach (var giver in captcha.Givers) clusters.Add((await services.Linked.ClusterOf(giver)).Value);
            var order = new RecheckOrder(
                new RecheckTerms(entry.Id, entry.Id, until, entry.Had, [.. clusters]), entry.Request, await CaptchaPictures.Of(services.Store, captcha));
            await services.Actors.Captcha(entry.Recheck.Value).Recheck(order);
        }
        else if (recheck is { Solution: { } second })
        {
            ImmutableArray<Witness> witnesses = [await WitnessOf(first), await WitnessOf(second)];
            var grown = GoldGrowth.Of(entry.Id, entry.Request.Kind, witnesses, reportedGood: true, reportedBad: false,
                (a, b) => AnswerComparison.Same(entry.Request, a, b, services.Numbers.Comparison), Options);
            if (grown is null) await store.RetireGold(entry.Id, GoldEnd.NotGrown);
            else await store.UseGold(entry.Id, [.. entry.Had.Append(second.Worker).Concat(recheck.Attempts.Select(a => a.Worker)).Distinct()]);
        }
        else if (recheck is null or { IsEnded: true })
        {
            await store.RetireGold(entry.Id, GoldEnd.NotGrown);
        }
    }

    // Who may not have a high rating any more had one when he was asked: the first when it began to grow, the second when he was given it.
    private async Task<Witness> WitnessOf(Solution solution) => new(await services.Linked.ClusterOf(solution.Worker), solution.Answer, IsHigh: true);

    private async Task<bool> IsHigh(WorkerId worker, Kind kind) =>
        (await services.Actors.Worker(worker).View()).Skills.Any(s => s.Kind == kind && s.Estimate.IsHigh(services.Numbers.Skill));
}
