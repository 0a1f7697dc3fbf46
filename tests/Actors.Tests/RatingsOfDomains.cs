using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage;

namespace CaptchaGrains.Actors.Tests;

/// <summary>reCAPTCHA V3: a rating for each worker and domain, kept by the domain, and what is decided by it.</summary>
public class RatingsOfDomains
{
    private static readonly DomainRatingOptions Numbers = DomainRatingOptions.Default;

    private static long _numbers = 2_000_000_000;

    [Fact]
    public async Task A_captcha_goes_to_the_worker_who_is_better_for_its_domain()
    {
        using var m = await Open();
        var (one, other) = (await m.Worker(1), await m.Worker(2));
        await Reported(m, one, "a.test", good: 20, bad: 0);
        await Reported(m, one, "b.test", good: 0, bad: 20);
        await Reported(m, other, "a.test", good: 0, bad: 20);
        await Reported(m, other, "b.test", good: 20, bad: 0);
        foreach (var (domain, better, worse) in new[] { ("a.test", one, other), ("b.test", other, one) })
        {
            // The worse one has waited longer each time.
            var first = m.Wait(worse, 60);
            await Waiting(m, 1);
            var second = m.Wait(better, 60);
            await Waiting(m, 2);
            var id = await m.Submit(Token(domain));
            Assert.Equal(id, (await m.Until(second, TimeSpan.FromSeconds(5))).Assignment?.Id.Captcha);
            Assert.False(first.IsCompleted);
            await m.Work.Answer((await second).Assignment!.Id, new string('t', 30));
            var rest = await m.Submit(Token(domain));
            Assert.Equal(rest, (await m.Until(first, TimeSpan.FromSeconds(5))).Assignment?.Id.Captcha);
            await m.Work.Answer((await first).Assignment!.Id, new string('t', 30));
            await m.Settle();
        }
    }

    [Fact]
    public async Task A_high_min_score_asks_for_a_better_rating_on_the_domain()
    {
        using var m = await Open();
        var (worker, newcomer) = (await m.Worker(1), await m.Worker(2));
        await Reported(m, worker, "a.test", good: 10, bad: 20);
        await Reported(m, worker, "b.test", good: 30, bad: 0);
        await m.Submit(Token("a.test", minScore: 0.9m));
        Assert.Null(await m.Next(worker));
        Assert.NotNull(await m.Next(newcomer)); // of whom nothing is known
        await m.Submit(Token("a.test", minScore: 0.3m));
        Assert.NotNull(await m.Next(worker));
        await m.Work.Answer((await m.Next(worker))!.Id, new string('t', 30));
        await m.Settle();
        await m.Submit(Token("b.test", minScore: 0.9m));
        Assert.NotNull(await m.Next(worker));
    }

    [Fact]
    public async Task A_rating_starts_from_the_overall_one_and_one_bad_report_on_a_new_domain_sinks_nobody()
    {
        using var m = await Open();
        var worker = await m.Worker(1);
        await Reported(m, worker, "a.test", good: 40, bad: 2);
        await Reported(m, worker, "new.test", good: 0, bad: 1);
        var overall = (await m.Actors.Worker(worker).Ready()).Terms!.Ratings!.Of(Kind.RecaptchaV3);
        var rating = Assert.Single((await m.Actors.Domain(Name("new.test")).Ratings(default, 10)).Ratings);
        Assert.Equal(overall, rating.Overall);
        Assert.Equal(DomainRating.Of(new(0, 1), overall, Numbers), rating.Rating, 12);
        Assert.InRange(rating.Rating, overall * 0.9, overall);
        await m.Submit(Token("new.test", minScore: 0.9m));
        Assert.NotNull(await m.Next(worker));
    }

    [Fact]
    public async Task Low_on_all_of_his_three_domains_he_is_limited_and_with_one_good_one_he_is_not()
    {
        using var m = await Open();
        var (low, mixed) = (await m.Worker(1), await m.Worker(2));
        foreach (var domain in new[] { "a.test", "b.test", "c.test" })
        {
            await Reported(m, low, domain, good: 0, bad: 4);
            await Reported(m, mixed, domain, good: domain == "c.test" ? 40 : 0, bad: domain == "c.test" ? 0 : 4);
        }
        var limit = Assert.Single((await m.Actors.Worker(low).View()).Limits);
        Assert.Equal((Kind.RecaptchaV3, TokenLimit.LowOnAllDomains), (limit.Kind, limit.Why));
        Assert.Empty((await m.Actors.Worker(mixed).View()).Limits);
        await m.Submit(Token("d.test"));
        Assert.Null(await m.Next(low));
        Assert.NotNull(await m.Next(mixed));
    }

    [Fact]
    public async Task The_domains_ratings_are_the_ones_by_which_a_worker_is_limited()
    {
        using var m = await Open();
        var worker = await m.Worker(1);
        var random = new Random(5);
        foreach (var domain in new[] { "a.test", "b.test", "c.test" }) await Reported(m, worker, domain, random.Next(6), random.Next(1, 6));
        var evidence = await m.Store.EvidenceOf(worker, 3_500);
        foreach (var domain in new[] { "a.test", "b.test", "c.test" })
        {
            var record = Assert.Single((await m.Actors.Domain(Name(domain)).Record()).Workers);
            Assert.Equal(WorkerOnDomain.Fold(evidence.Where(e => e.Domain == domain), ReportOptions.Default.Skill, 1)[0], record);
        }
    }

    [Fact]
    public async Task Reports_show_in_dispatch_of_another_process_within_twenty_seconds_also_while_captchas_wait()
    {
        using var m = await Open();
        using var other = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time);
        var worker = await m.Worker(1);
        await Reported(m, worker, "b.test", good: 30, bad: 0);
        var (id, _) = await other.CustomerDesk.Submit(m.Customer, Token("a.test", minScore: 0.9m), CaptchaImages.None);
        await Settle(other);
        Assert.Equal(id, (await Next(other, worker))!.Id.Captcha);
        await other.WorkerDesk.GiveBack((await Next(other, worker))!.Id, AttemptEnd.TooHard);
        var (waiting, _) = await other.CustomerDesk.Submit(m.Customer, Token("a.test", minScore: 0.9m), CaptchaImages.None);
        await Settle(other);
        await Reported(m, worker, "a.test", good: 0, bad: 30);
        await Pass(80); // nobody told the other process's domain: it looks each minute
        Assert.Null(await Next(other, worker));
        await Reported(m, worker, "a.test", good: 60, bad: 0);
        await other.Actors.Domain(Name("a.test")).Judged();
        await other.Actors.Worker(worker).Judged();
        await Pass(20);
        Assert.Equal(waiting, (await Next(other, worker))!.Id.Captcha);

        async Task Pass(int seconds)
        {
            for (var n = 0; n < seconds; n++)
            {
                m.Time.Advance(TimeSpan.FromSeconds(1));
                await m.Settle();
                await Settle(other);
            }
        }
    }

    [Fact]
    public async Task A_domain_is_asked_once_in_fifteen_seconds_whatever_is_queued_for_it()
    {
        var reads = new Reads();
        using var m = await Marketplace.Open();
        using var local = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, reports: reads.Over(m.Store));
        await local.Actors.Customer(m.Customer).AuthorizeDomain("a.test");
        for (var n = 0; n < 50; n++) await local.CustomerDesk.Submit(m.Customer, Token("a.test"), CaptchaImages.None);
        await Settle(local);
        Assert.Equal(1, reads.OfDomains);
        for (var n = 0; n < 50; n++) await local.Actors.Domain(Name("a.test")).Judged();
        for (var n = 0; n < 31; n++) // they renew themselves every five seconds
        {
            m.Time.Advance(TimeSpan.FromSeconds(1));
            await Settle(local);
        }
        Assert.InRange(reads.OfDomains, 2, 3);
    }

    [Fact]
    public async Task Where_a_domain_cannot_answer_dispatch_goes_by_the_overall_rating()
    {
        var reads = new Reads { Fail = true };
        using var m = await Marketplace.Open();
        using var local = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, reports: reads.Over(m.Store));
        await local.Actors.Customer(m.Customer).AuthorizeDomain("a.test");
        var (bad, good) = (await m.Worker(1), await m.Worker(2));
        await Reported(m, bad, "a.test", good: 0, bad: 20);
        await Reported(m, good, "b.test", good: 20, bad: 0);
        var (id, _) = await local.CustomerDesk.Submit(m.Customer, Token("a.test", minScore: 0.9m), CaptchaImages.None);
        await Settle(local);
        Assert.Null(await Next(local, bad));
        Assert.Equal(id, (await Next(local, good))!.Id.Captcha);
    }

    [Fact]
    public async Task Ratings_are_shown_in_pages_and_survive_their_process()
    {
        using var m = await Open();
        for (var n = 1; n <= 7; n++) await Reported(m, await m.Worker(n), "a.test", good: n, bad: 1);
        using var later = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time);
        var (seen, after) = (new List<WorkerRating>(), default(WorkerId));
        for (var page = await later.Actors.Domain(Name("a.test")).Ratings(after, 3); ; page = await later.Actors.Domain(Name("a.test")).Ratings(after, 3))
        {
            Assert.Equal(7, page.Workers);
            seen.AddRange(page.Ratings);
            if (page.Next is not { } next) break;
            after = next;
        }
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], seen.Select(r => r.Here.Worker.Value));
        Assert.Equal(seen.OrderBy(r => r.Rating), seen); // the more good ones, the better
        Assert.Empty((await later.Actors.Domain(Name("other.test")).Ratings(default, 3)).Ratings);
    }

    [Fact]
    public async Task A_process_remembers_only_so_many_domains()
    {
        using var m = await Open();
        var ratings = new DomainRatings(m.Actors, Numbers);
        var (now, worker) = (m.Time.GetUtcNow(), await m.Worker(1));
        await Reported(m, worker, "a.test", good: 0, bad: 20);
        await ratings.Hear("a.test", now);
        Assert.InRange(ratings.Of("a.test", worker, 0.5), 0.1, 0.2);
        for (var n = 0; n < DomainRatings.MostDomains; n++) await ratings.Hear($"s{n}.test", now.AddSeconds(1));
        Assert.Equal(0.5, ratings.Of("a.test", worker, 0.5)); // forgotten: as good as anywhere
        await ratings.Hear("a.test", now.AddSeconds(2));
        Assert.InRange(ratings.Of("a.test", worker, 0.5), 0.1, 0.2);
    }

    private static async Task<Marketplace> Open()
    {
        var m = await Marketplace.Open();
        foreach (var domain in new[] { "a.test", "b.test", "c.test", "d.test", "new.test" }) await m.Actors.Customer(m.Customer).AuthorizeDomain(domain);
        return m;
    }

    private static DomainName Name(string domain) => DomainName.TryParse(domain, out var name) ? name : throw new ArgumentException(domain);

    private static CaptchaRequest Token(string domain, decimal? minScore = null) =>
        new(Kind.RecaptchaV3) { Token = new TokenTask($"https://{domain}/", "key") { MinScore = minScore } };

    /// <summary>Until so many workers wait for a captcha.</summary>
    private static async Task Waiting(Marketplace m, int workers)
    {
        while ((await m.Actors.Shard(new ShardKey(0)).Load()).Kinds.Single(k => k.Kind == Kind.RecaptchaV3).Waiting < workers) await Task.Yield();
    }

    private static async Task Settle(LocalMarketplace local)
    {
        for (var quiet = 0; quiet < 50; quiet++)
        {
            await Task.Yield();
            if (local.CallsInFlight > 0 || ThreadPool.PendingWorkItemCount > 0) quiet = 0;
        }
    }

    private static async Task<Captchas.Assignment?> Next(LocalMarketplace local, WorkerId worker) =>
        (await local.WorkerDesk.Next(worker, null, TimeSpan.Zero, CancellationToken.None)).Assignment;

    /// <summary>Evidence of full weight, as a step of somebody's report brings it.</summary>
    private static async Task Reported(Marketplace m, WorkerId worker, string domain, int good, int bad)
    {
        var captcha = new CaptchaId(Interlocked.Increment(ref _numbers));
        await m.Store.AddReport(new ReportRow(captcha, CustomerId.House, true, m.Time.GetUtcNow(), captcha.Value));
        var (next, _) = (await m.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = Enumerable.Range(0, good + bad).Select(n => new Evidence(
            worker, new CaptchaId(Interlocked.Increment(ref _numbers)), EvidenceSource.Report, Kind.RecaptchaV3, n < good, 1, m.Time.GetUtcNow(), domain));
        Assert.Equal(CommitVerdict.Created, (await m.Store.Commit(new ReportCommit(next, [.. pieces], [], m.Time.GetUtcNow()))).Verdict);
        await m.Actors.Worker(worker).Judged();
        await m.Actors.Domain(Name(domain)).Judged();
    }

    /// <summary>Counts how often a domain's evidence is read, and fails where it is told to.</summary>
    private sealed class Reads
    {
        private int _ofDomains;

        public bool Fail { get; init; }

        public int OfDomains => Volatile.Read(ref _ofDomains);

        public IReportStore Over(IReportStore inner) => Watched.Of(inner, call =>
        {
            if (call != nameof(IReportStore.EvidenceOn)) return;
            Interlocked.Increment(ref _ofDomains);
            if (Fail) throw new StoreUncertainException("Out of reach.");
        });
    }
}
