using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Trust;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The rules of the domain about reports of token kinds, reports of good answers, and customers who complain too much.</summary>
public class TokenReportRules
{
    private static readonly Quote Price = PriceTable.Of(Kind.RecaptchaV2).QuoteAt(PriceTable.Of(Kind.RecaptchaV2).MinRate);

    [Fact]
    public async Task Rule_tokens_reported_bad_are_refunded_and_counted_and_cannot_be_rechecked()
    {
        using var t = await Open();
        var id = await Token(t, t.First);
        await t.ReportBad(id);
        Assert.Equal(ReportStatus.Counted, (await t.State(id)).Status);
        Assert.Equal(Marketplace.TenDollars, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Equal(-Price.Price, await t.M.Balance(AccountId.HouseQuality));
        Assert.Equal(Price.Rate, await t.M.Balance(AccountId.Of(t.First)));
        Assert.False(Assert.Single(await t.M.Store.EvidenceOf(t.First, 10)).IsRight);
        Assert.Null(await t.M.Next(t.Second));
        Assert.Equal(0, await t.M.Store.CountIncorrect(t.First));
    }

    [Fact]
    public async Task Rule_tokens_too_many_bad_limit_the_worker_and_all_who_are_linked_to_him_for_that_kind_only()
    {
        using var t = await Open(new ReportOptions { TokenLimits = new TokenLimitOptions { LeastBad = 2.5 } });
        await SameLaptop(t, t.First, t.Second);
        for (var i = 0; i < 3; i++) await t.ReportBad(await Token(t, t.First));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        foreach (var worker in new[] { t.First, t.Second })
        {
            var ready = await t.M.Actors.Worker(worker).Ready();
            Assert.False(ready.Terms!.Kinds.Contains(Kind.RecaptchaV2));
            Assert.True(ready.Terms.Kinds.Contains(Kind.ImageText));
            var limit = Assert.Single((await t.M.Actors.Worker(worker).View()).Limits);
            Assert.Equal((Kind.RecaptchaV2, TokenLimit.TooManyBad, t.First), (limit.Kind, limit.Why, limit.Because));
        }
        Assert.Equal(StandardReason.TooManyBadTokens, Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10)).Standard);
        Assert.True((await t.M.Actors.Worker(t.Novice).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
    }

    [Fact]
    public async Task Rule_links_in_a_marked_household_only_he_who_is_limited_is()
    {
        using var t = await Open(new ReportOptions { TokenLimits = new TokenLimitOptions { LeastBad = 2.5 } });
        await SameLaptop(t, t.First, t.Second);
        for (var i = 0; i < 3; i++) await t.ReportBad(await Token(t, t.Second));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        // The limit of the second is kept with the first, who has the smallest id.
        Assert.False((await t.M.Actors.Worker(t.Second).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.False((await t.M.Actors.Worker(t.First).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));

        Assert.True(await t.M.Actors.LinkBoard().Mark(t.First, new ClusterMark("a couple", "operator:1", t.M.Time.GetUtcNow())));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.True((await t.M.Actors.Worker(t.First).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
        Assert.False((await t.M.Actors.Worker(t.Second).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
    }

    [Fact]
    public async Task Rule_tokens_none_good_among_many_for_customers_who_report_good_ones_limits()
    {
        using var t = await Open(new ReportOptions { TokenLimits = new TokenLimitOptions { AnswersWithoutGood = 3 } });
        await t.M.Reports.Report(t.M.Customer, await Token(t, t.Second), true);
        for (var i = 0; i < 4; i++) await Token(t, t.First);
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.False((await t.M.Actors.Worker(t.First).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
        Assert.True((await t.M.Actors.Worker(t.Second).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
    }

    [Fact]
    public async Task Rule_tokens_are_counted_in_a_window_that_decays_so_that_a_limit_ends_by_itself()
    {
        using var t = await Open(new ReportOptions { TokenLimits = new TokenLimitOptions { LeastBad = 1.5, Shortest = TimeSpan.FromHours(1), HalfLife = TimeSpan.FromHours(1) } });
        for (var i = 0; i < 2; i++) await t.ReportBad(await Token(t, t.First));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.False((await t.M.Actors.Worker(t.First).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
        t.M.Time.Advance(TimeSpan.FromHours(2));
        await t.M.Settle();
        Assert.True((await t.M.Actors.Worker(t.First).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2));
    }

    [Fact]
    public async Task Rule_v3_a_low_rating_on_all_of_three_domains_limits_and_one_bad_report_on_a_new_one_does_not()
    {
        using var t = await Open(new ReportOptions
        {
            DomainRatings = new DomainRatingOptions { PriorWeight = 1, Low = 0.4 },
            TokenLimits = new TokenLimitOptions { LeastBad = 1_000 },
        });
        foreach (var site in new[] { "one", "two", "three" })
        {
            for (var i = 0; i < (site == "three" ? 1 : 3); i++) await t.ReportBad(await Token(t, t.First, Kind.RecaptchaV3, $"https://{site}.example.com/"));
            await t.M.Pass(TimeSpan.FromMinutes(1.1));
            var mayWork = (await t.M.Actors.Worker(t.First).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV3);
            Assert.Equal(site != "three", mayWork);
        }
        Assert.Equal(TokenLimit.LowOnAllDomains, Assert.Single((await t.M.Actors.Worker(t.First).View()).Limits).Why);
        var second = await Token(t, t.Second, Kind.RecaptchaV3, "https://four.example.com/");
        await t.ReportBad(second);
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.True((await t.M.Actors.Worker(t.Second).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV3));
        Assert.Equal("four.example.com", Assert.Single(await t.M.Store.EvidenceOf(t.Second, 3_500), e => e.Kind == Kind.RecaptchaV3).Domain);
    }

    [Fact]
    public async Task Rule_good_reports_are_evidence_for_the_workers_skill()
    {
        using var t = await Open();
        var id = await t.Answered(t.First, "abc");
        Assert.Equal(ReportVerdict.Recorded, await t.M.Reports.Report(t.M.Customer, id, true));
        Assert.Equal(ReportVerdict.Duplicate, await t.M.Reports.Report(t.M.Customer, id, false)); // the first one stands
        await t.M.Settle();
        Assert.Equal(ReportStatus.Confirmed, (await t.State(id)).Status);
        var evidence = Assert.Single(await t.M.Store.EvidenceOf(t.First, 10));
        Assert.True(evidence.IsRight);
        Assert.InRange(evidence.Weight, 0.01, 0.25);
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        var skill = Assert.Single((await t.M.Actors.Worker(t.First).View()).Skills);
        Assert.Equal((Kind.ImageText, evidence.Weight), (skill.Kind, skill.Estimate.Evidence));
    }

    [Fact]
    public async Task Rule_complaints_out_of_proportion_are_recorded_and_have_no_effect()
    {
        using var t = await Open(new ReportOptions { Complaints = new ComplaintOptions { MostComplaints = 2 } });
        for (var i = 0; i < 3; i++)
        {
            await t.ReportBad(await t.Answered(t.First, "abc"));
            await t.Answer(t.Second, "abc"); // the complaint is lost
        }
        var id = await t.Answered(t.First, "abc");
        var before = await t.M.Balance(AccountId.Of(t.M.Customer));
        await t.ReportBad(id);
        Assert.Equal(ReportStatus.WithoutEffect, (await t.State(id)).Status);
        Assert.Null(await t.M.Next(t.Second));
        Assert.Equal(before, await t.M.Balance(AccountId.Of(t.M.Customer)));

        t.M.Time.Advance(TimeSpan.FromHours(25));
        await t.M.Settle();
        var later = await t.Answered(t.First, "abc");
        await t.ReportBad(later);
        Assert.Equal(ReportStatus.Rechecking, (await t.State(later)).Status);
    }

    [Fact]
    public async Task Rule_complaints_of_most_tokens_bring_no_more_refunds()
    {
        using var t = await Open(new ReportOptions { Complaints = new ComplaintOptions { LeastTokenAnswers = 3 } });
        for (var i = 0; i < 3; i++) await t.ReportBad(await Token(t, t.First));
        var before = await t.M.Balance(AccountId.Of(t.M.Customer));
        var id = await Token(t, t.Second);
        await t.ReportBad(id);
        Assert.Equal(ReportStatus.WithoutEffect, (await t.State(id)).Status);
        Assert.Equal(before - Price.Price, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.DoesNotContain(await t.M.Store.EvidenceOf(t.Second, 3_500), e => e.Kind == Kind.RecaptchaV2);
    }

    private static async Task SameLaptop(ReportRules.Town t, params WorkerId[] workers)
    {
        foreach (var worker in workers)
            await t.M.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, "laptop", worker, t.M.Time.GetUtcNow()));
    }

    private static async Task<ReportRules.Town> Open(ReportOptions? numbers = null)
    {
        var town = await ReportRules.Town.Open(numbers);
        await town.M.Actors.Customer(town.M.Customer).AuthorizeDomain("example.com");
        return town;
    }

    private static Task<CaptchaId> Token(ReportRules.Town t, WorkerId worker, Kind kind = Kind.RecaptchaV2, string page = "https://example.com/") =>
        t.Answered(worker, new string('t', 30), new CaptchaRequest(kind) { Token = new TokenTask(page, "key") });
}
