using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class DecisionTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ReportStatus.AwaitingModerator, 24)]
    [InlineData(ReportStatus.AwaitingTraining, 24)]
    [InlineData(ReportStatus.AwaitingBan, 12)]
    [InlineData(ReportStatus.FollowingUp, null)]
    [InlineData(ReportStatus.Banned, null)]
    public void Only_what_waits_for_a_moderator_has_a_time_and_who_is_suspended_waits_least(ReportStatus status, int? hours)
    {
        var report = new ReportState { Captcha = new CaptchaId(1), Customer = new CustomerId(1), SaysGood = false, At = Noon, Status = status };
        Assert.Equal(hours is { } h ? Noon.AddHours(h) : null, DecisionTimes.Default.DueAt(report));
    }

    [Fact]
    public void An_appeal_has_three_days_while_it_waits()
    {
        var sanction = new Sanction { Id = new SanctionId(1), Origin = "o", Worker = new WorkerId(1), What = SanctionKind.Ban, At = Noon, Why = "w" };
        Assert.Null(DecisionTimes.Default.DueAt(sanction));
        var appealed = sanction with { Status = SanctionStatus.Appealed, Appeal = new Appeal("t", Noon.AddHours(5)) };
        Assert.Equal(Noon.AddHours(77), DecisionTimes.Default.DueAt(appealed));
        Assert.Null(DecisionTimes.Default.DueAt(appealed with { Status = SanctionStatus.Upheld }));
    }
}
