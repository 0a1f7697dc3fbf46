using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The rules of the domain about what a customer's reports are worth: the weight of his evidence, and customers who complain too much.</summary>
public class CustomersWord
{
    /// <summary>Three complaints of which two were lost are too many.</summary>
    private static readonly ReportOptions Strict = new() { Complaints = new ComplaintOptions { MostComplaints = 2 } };

    [Fact]
    public async Task A_customers_reliability_is_the_weight_of_his_reports_and_stays_as_it_was_when_they_were_made()
    {
        using var t = await ReportRules.Town.Open();
        await t.M.Actors.Customer(t.M.Customer).AuthorizeDomain("example.com");
        await BadToken(t);
        Assert.Equal(0.5, Assert.Single(await TokenWeights(t))); // an honest customer is presumed
        for (var i = 0; i < 3; i++) await Lost(t);
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        await BadToken(t);
        var before = await TokenWeights(t);
        Assert.Equal([0.5, 0.0], before);
        for (var i = 0; i < 5; i++) await Upheld(t);
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        await BadToken(t);
        var weights = await TokenWeights(t);
        Assert.Equal([0.5, 0.0], weights[..2]);
        Assert.InRange(weights[2], 0.3, 0.4); // (3 + 5) of 12 were true: 2 × 2/3 − 1
    }

    [Fact]
    public async Task Customers_who_complain_too_much_have_reports_without_effect_for_twenty_four_hours_from_when_it_was_found()
    {
        using var t = await ReportRules.Town.Open(Strict);
        for (var i = 0; i < 3; i++) await Lost(t);
        t.M.Time.Advance(TimeSpan.FromHours(20)); // what is counted is nearly over, and still there
        var found = await t.Answered(t.First, "abc");
        await t.ReportBad(found);
        Assert.Equal(ReportStatus.WithoutEffect, (await t.State(found)).Status);
        var span = (await t.M.Desk.View(t.M.Customer)).Profile!.Disregarded!;
        Assert.Equal((t.M.Time.GetUtcNow(), TimeSpan.FromHours(24)), (span.From, span.Until - span.From));

        t.M.Time.Advance(TimeSpan.FromHours(23.9)); // none of the lost complaints is in the window any more
        var good = await t.Answered(t.First, "abc");
        Assert.Equal(Desks.ReportVerdict.Recorded, await t.M.Reports.Report(t.M.Customer, good, true));
        await t.M.Settle();
        Assert.Equal(ReportStatus.WithoutEffect, (await t.State(good)).Status);
        Assert.DoesNotContain(await t.M.Store.EvidenceOf(t.First, 100), e => e.Captcha == good);

        t.M.Time.Advance(TimeSpan.FromHours(0.2));
        var heard = await t.Answered(t.First, "abc");
        await t.ReportBad(heard);
        Assert.Equal(ReportStatus.Rechecking, (await t.State(heard)).Status);
        Assert.Equal([(heard, false), (good, false), (found, false)],
            (await t.M.Reports.List(t.M.Customer, null, 3)).Select(r => (r.State.Captcha, r.Refund.IsPositive)));
    }

    [Fact]
    public async Task Customers_who_complain_too_much_are_still_not_heard_by_another_process()
    {
        var t = await ReportRules.Town.Open(Strict);
        for (var i = 0; i < 3; i++) await Lost(t);
        var found = await t.Answered(t.First, "abc");
        await t.ReportBad(found);
        var (customer, now) = (t.M.Customer, t.M.Time.GetUtcNow());
        t.M.Local.Dispose();

        // There the numbers would say nothing against him: it is the time that was found which counts.
        using var after = await Marketplace.Open(store: t.M.Store);
        after.Time.Advance(now - after.Time.GetUtcNow() + TimeSpan.FromHours(23));
        Assert.Equal(customer, after.Customer);
        var id = await after.Submit();
        await after.Work.Answer((await after.Next(await after.Worker(10)))!.Id, "abc");
        Assert.Equal(Desks.ReportVerdict.Recorded, await after.Reports.Report(customer, id, false));
        await after.Settle();
        Assert.Equal(ReportStatus.WithoutEffect, (await after.Actors.Report(id).View())!.Status);
    }

    private static async Task Lost(ReportRules.Town t)
    {
        await t.ReportBad(await t.Answered(t.First, "abc"));
        await t.Answer(t.Second, "abc");
    }

    private static async Task Upheld(ReportRules.Town t) => await t.Resolve(await t.Disputed("abc", "xyz"), "xyz");

    private static async Task BadToken(ReportRules.Town t) => await t.ReportBad(await t.Answered(t.First, new string('t', 30),
        new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask("https://example.com/", "key") }));

    private static async Task<double[]> TokenWeights(ReportRules.Town t) =>
        [.. (await t.M.Store.EvidenceOf(t.First, 100)).Where(e => e.Kind == Kind.RecaptchaV2).Select(e => e.Weight)];
}
