using CaptchaGrains.Core.Reports;
using CaptchaGrains.Tests;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>
/// The life of a report on real processes, in which the silo that takes a step is killed with <c>kill -9</c> at that step, before or after it is durable: what
/// comes of it is what comes of it undisturbed.
/// </summary>
public sealed class ReportsOnAKilledSilo(ReportBed bed) : IClassFixture<ReportBed>
{
    [Fact]
    public async Task Killed_before_any_step_of_an_upheld_complaint_is_durable_nothing_changes() => await Upheld(Kill.BeforeItIsDurable);

    [Fact]
    public async Task Killed_after_any_step_of_an_upheld_complaint_is_durable_nothing_changes() => await Upheld(Kill.AfterItIsDurable);

    [Fact]
    public async Task Killed_at_the_comparison_of_equal_answers_nothing_changes()
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        var undisturbed = await Rejected(Kill.Nobody);
        Assert.StartsWith($"{ReportStatus.Rejected}, version 3,", undisturbed, StringComparison.Ordinal);
        Assert.Equal(undisturbed, await Rejected(Kill.BeforeItIsDurable));
        Assert.Equal(undisturbed, await Rejected(Kill.AfterItIsDurable));
        await MoneyIsRight();
    }

    [Fact]
    public async Task Everything_said_many_times_from_every_side_is_said_once()
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        var undisturbed = await LifeOfUpheld(Kill.Nobody);
        var life = await ReportLife.Begin(bed.One);
        OwnHost[] hosts = [bed.One, bed.Other];
        await Many(host => host.Reports.Report(life.Customer, life.Captcha, false));
        await Continue();
        await life.RecheckIsOpen();
        var recheck = (await life.State()).Recheck!.Value;
        await Continue();
        await Many(_ => life.Answers(life.Second, recheck, "xyz"));
        await Many(host => host.Work.Answer(new Core.Ids.AssignmentId(recheck, life.Second), "xyz"));
        await Continue();
        await life.Reaches(ReportStatus.AwaitingModerator);
        await Many(_ => life.Resolve());
        await Continue();
        await Many(_ => life.SendToTraining());
        await Continue();
        await life.Reaches(ReportStatus.SentToTraining);
        Assert.Equal(undisturbed, await ReportOutcome.Of(life, bed.Other));
        await MoneyIsRight();

        Task Many(Func<OwnHost, Task> call) => Task.WhenAll(Enumerable.Range(0, 10).Select(i => call(hosts[i % 2])));

        Task Continue() => Many(host => host.Repeat.UntilKnown(() => host.Actors.Report(life.Captcha).Continue()));
    }

    private async Task Upheld(Kill kill)
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        var undisturbed = await LifeOfUpheld(Kill.Nobody);
        Assert.StartsWith($"{ReportStatus.SentToTraining}, version 6, incorrect True, to do None, resolved as 00I1", undisturbed, StringComparison.Ordinal);
        Assert.Equal(undisturbed, await LifeOfUpheld(kill));
        await MoneyIsRight();
    }

    private async Task<string> LifeOfUpheld(Kill kill)
    {
        var life = await ReportLife.Begin(bed.One);
        if (kill != Kill.Nobody) await bed.Halts.Set("report 2", "recheck submitted", "recheck ended", "report 3", "report 4", "report 5", "report 6");
        await await bed.At("report 2", kill, life.ReportBad);
        await await bed.At("recheck submitted", kill, life.RecheckIsOpen);
        var recheck = (await life.State()).Recheck!.Value;
        if (kill == Kill.AfterItIsDurable) await KillEachWhileItIsLeased(life, recheck);
        await await bed.At("recheck ended", kill, () => life.Answers(life.Second, recheck, "xyz"));
        await await bed.At("report 3", kill, () => life.IsPast(2));
        await await bed.At("report 4", kill, life.Resolve);
        var deciding = await bed.At("report 5", kill, life.SendToTraining);
        await await bed.At("report 6", kill, () => life.IsPast(5));
        await deciding;
        await life.Reaches(ReportStatus.SentToTraining);
        return await ReportOutcome.Of(life, bed.One);
    }

    private async Task<string> Rejected(Kill kill)
    {
        var life = await ReportLife.Begin(bed.One);
        if (kill != Kill.Nobody) await bed.Halts.Set("report 3");
        await life.ReportBad();
        await life.RecheckIsOpen();
        var recheck = (await life.State()).Recheck!.Value;
        await await bed.At("report 3", kill, async () =>
        {
            await life.Answers(life.Second, recheck, "o0L1");
            await life.IsPast(2);
        });
        await life.Reaches(ReportStatus.Rejected);
        return await ReportOutcome.Of(life, bed.One);
    }

    /// <summary>Leases are not durable, and which silo keeps one shows nowhere: each is killed in turn.</summary>
    private async Task KillEachWhileItIsLeased(ReportLife life, Core.Ids.CaptchaId recheck)
    {
        for (var silo = 1; silo <= ReportBed.Silos; silo++)
        {
            await life.Leases(life.Second, recheck);
            await bed.Cluster.KillSilo(silo);
            await bed.Cluster.StartSilo(silo);
        }
    }

    private async Task MoneyIsRight()
    {
        await using var database = await bed.Cluster.Database();
        Assert.Empty(await Audit.Offences(database));
    }
}
