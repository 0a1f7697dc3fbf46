using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Workers;
using Xunit;

namespace CaptchaGrains.Core.Tests.Sanctions;

public sealed class SanctionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void There_is_one_appeal_a_sanction_and_one_decision_on_it()
    {
        var appealed = Of(SanctionKind.Ban).After(SanctionEvent.WorkerAppeals)!;
        Assert.Null(appealed.After(SanctionEvent.WorkerAppeals));
        foreach (var decision in new[] { SanctionEvent.ModeratorUpholds, SanctionEvent.ModeratorOverturns })
        {
            Assert.Null(Of(SanctionKind.Ban).After(decision));
            var decided = appealed.After(decision)!;
            Assert.Equal(appealed.Version + 1, decided.Version);
            Assert.Null(decided.After(SanctionEvent.WorkerAppeals));
            Assert.Null(decided.After(SanctionEvent.ModeratorUpholds));
            Assert.Null(decided.After(SanctionEvent.ModeratorOverturns));
        }
    }

    [Fact]
    public void What_is_over_stays_over() => Assert.All(
        Enum.GetValues<SanctionStatus>().Where(s => !SanctionMachine.IsInForce(s)),
        status => Assert.All(Enum.GetValues<SanctionEvent>(), e => Assert.Null(SanctionMachine.Find(status, e))));

    [Fact]
    public void Every_state_can_be_reached()
    {
        var reached = new HashSet<SanctionStatus> { SanctionStatus.InForce };
        foreach (var _ in SanctionMachine.Table)
            foreach (var step in SanctionMachine.Table.Where(s => reached.Contains(s.From))) reached.Add(step.To);
        Assert.Equal(Enum.GetValues<SanctionStatus>(), reached.Order());
    }

    [Fact]
    public void A_limit_ends_by_itself_and_the_others_do_not()
    {
        var limit = Of(SanctionKind.Limit) with { Until = Noon.AddHours(1) };
        Assert.True(limit.HoldsAt(Noon.AddMinutes(59)));
        Assert.False(limit.HoldsAt(Noon.AddHours(1)));
        Assert.True(Of(SanctionKind.Suspension).HoldsAt(Noon.AddYears(1)));
        Assert.False(Of(SanctionKind.Suspension).After(SanctionEvent.ModeratorLifts)!.HoldsAt(Noon));
    }

    [Theory]
    [InlineData(WorkerStatus.Active, WorkerStatus.Active)]
    [InlineData(WorkerStatus.Active, WorkerStatus.Active, SanctionKind.Limit)]
    [InlineData(WorkerStatus.Active, WorkerStatus.InTraining, SanctionKind.Training)]
    [InlineData(WorkerStatus.Active, WorkerStatus.Suspended, SanctionKind.Training, SanctionKind.Suspension)]
    [InlineData(WorkerStatus.Active, WorkerStatus.Banned, SanctionKind.Suspension, SanctionKind.Ban, SanctionKind.Training)]
    [InlineData(WorkerStatus.InTraining, WorkerStatus.InTraining, SanctionKind.Suspension)]
    [InlineData(WorkerStatus.InTraining, WorkerStatus.Banned, SanctionKind.Ban)]
    public void The_gravest_sanction_says_whether_he_works(WorkerStatus enrolled, WorkerStatus expected, params SanctionKind[] sanctions) =>
        Assert.Equal(expected, Standing.Of(enrolled, [.. sanctions.Select(Of)]));

    [Theory]
    [InlineData(SanctionKind.Ban, true, true, false, false)]
    [InlineData(SanctionKind.Training, true, true, false, false)]
    [InlineData(SanctionKind.Suspension, true, true, true, false)]
    public void What_a_sanction_rests_on_is_needed_while_somebody_has_to_decide_on_it(SanctionKind what, bool inForce, bool appealed, bool upheld, bool ended)
    {
        var appeal = Of(what).After(SanctionEvent.WorkerAppeals)! with { Appeal = new Appeal("I was ill.", Noon) };
        var decided = appeal.After(SanctionEvent.ModeratorUpholds)!;
        Assert.Equal(
            (inForce, appealed, upheld, ended, ended, ended),
            (Of(what).IsOpenAt(Noon), appeal.IsOpenAt(Noon), decided.IsOpenAt(Noon), appeal.After(SanctionEvent.ModeratorOverturns)!.IsOpenAt(Noon),
                Of(what).After(SanctionEvent.ModeratorLifts)!.IsOpenAt(Noon), decided.After(SanctionEvent.GraverOneFollows)!.IsOpenAt(Noon)));
    }

    [Fact]
    public void A_limit_whose_time_is_over_is_needed_only_for_its_appeal()
    {
        var limit = Of(SanctionKind.Limit) with { Until = Noon.AddHours(1) };
        Assert.True(limit.IsOpenAt(Noon));
        Assert.False(limit.IsOpenAt(Noon.AddHours(1)));
        Assert.True((limit.After(SanctionEvent.WorkerAppeals)! with { Appeal = new Appeal("Why?", Noon) }).IsOpenAt(Noon.AddHours(1)));
    }

    [Fact]
    public void The_documents_show_the_table_of_the_code() =>
        Assert.Contains(SanctionMachine.ToMarkdown(), File.ReadAllText(Path.Combine(Repository(), "docs", "moderation.md")), StringComparison.Ordinal);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CaptchaGrains.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static Sanction Of(SanctionKind what) => new()
    {
        Id = new SanctionId(1),
        Origin = $"act/5/{what}/1",
        Worker = new WorkerId(5),
        What = what,
        At = Noon,
        Why = "because",
    };
}
