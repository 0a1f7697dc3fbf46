using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

/// <summary>The table of a report's life, and what holds on every path through it.</summary>
public sealed class ReportMachineTests
{
    private static readonly ReportState New = new()
    {
        Captcha = new CaptchaId(7),
        Customer = new CustomerId(1),
        SaysGood = false,
        At = DateTimeOffset.UnixEpoch,
    };

    private static readonly IReadOnlyList<IReadOnlyList<ReportTransition>> Paths = [.. PathsFrom(ReportStatus.Reported)];

    [Fact]
    public void Every_state_is_reached_and_every_path_ends() =>
        Assert.Equal(
            Enum.GetValues<ReportStatus>().Order(),
            Paths.SelectMany(p => p.Select(t => t.To)).Append(ReportStatus.Reported).Distinct().Order());

    [Fact]
    public void Each_state_ends_or_moves_by_itself_or_awaits_a_moderator() => Assert.All(Enum.GetValues<ReportStatus>(), status =>
        Assert.Single(new[] { ReportMachine.IsEnd(status), ReportMachine.MovesByItself(status), ReportMachine.AwaitsModerator(status) }, is_ => is_));

    [Fact]
    public void No_path_refunds_twice_and_none_refunds_a_complaint_that_was_rejected()
    {
        Assert.All(Paths, path => Assert.True(path.Count(t => t.Effects.HasFlag(ReportEffects.Refund)) <= 1));
        Assert.All(Paths.Where(p => p[^1].To is ReportStatus.Rejected or ReportStatus.Confirmed or ReportStatus.WithoutEffect),
            path => Assert.DoesNotContain(path, t => t.Effects.HasFlag(ReportEffects.Refund)));
        Assert.All(Paths.Where(p => p.Any(t => t.To is ReportStatus.AwaitingModerator or ReportStatus.NobodyFound or ReportStatus.Counted)),
            path => Assert.Single(path, t => t.Effects.HasFlag(ReportEffects.Refund)));
    }

    [Fact]
    public void An_incorrect_answer_is_forgiven_only_where_it_was_counted() => Assert.All(Paths, path =>
    {
        var counted = path.Count(t => t.Effects.HasFlag(ReportEffects.CountIncorrect));
        Assert.InRange(counted - path.Count(t => t.Effects.HasFlag(ReportEffects.ForgiveIncorrect)), 0, 1);
    });

    [Fact]
    public void Nobody_is_suspended_banned_or_trained_without_a_moderator_having_looked_before_or_the_gold_test() => Assert.All(Paths, path =>
    {
        for (var i = 0; i < path.Count; i++)
            if ((path[i].Effects & (ReportState.OnWorker & ~ReportEffects.Lift)) != 0)
                Assert.True(path[0].On == ReportEvent.GoldTestDecides || path.Take(i).Any(t => t.From == ReportStatus.AwaitingModerator));
    });

    [Fact]
    public void What_the_gold_test_finds_suspends_until_a_moderator_decides_and_moves_no_money()
    {
        var paths = Paths.Where(p => p[0].On == ReportEvent.GoldTestDecides).ToList();
        Assert.Equal([ReportStatus.Banned, ReportStatus.Lifted], paths.Select(p => p[^1].To).Order());
        Assert.All(paths, path => Assert.Equal([ReportEffects.Suspend, path[1].To == ReportStatus.Banned ? ReportEffects.Ban : ReportEffects.Lift], path.Select(t => t.Effects)));
    }

    [Fact]
    public void One_honest_mistake_does_nothing_to_the_worker_but_count()
    {
        var path = Paths.Single(p => p[^1].To == ReportStatus.TypicalMistake);
        Assert.All(path, t => Assert.Equal(ReportEffects.None, t.Effects & ReportState.OnWorker));
    }

    [Fact]
    public void When_nobody_is_found_nobodys_record_changes() =>
        Assert.Equal(ReportEffects.Refund, ReportMachine.Find(ReportStatus.Rechecking, ReportEvent.NobodyAnswers)!.Effects);

    [Fact]
    public void Any_events_in_any_order_move_a_report_only_along_the_table() => Property.HoldsForAll(
        Gen.Elements(Enum.GetValues<ReportEvent>()), 12,
        events =>
        {
            var state = New;
            var refunds = 0;
            var isOfHouse = false;
            foreach (var happened in events)
            {
                if (state.After(happened) is not var (next, effects))
                {
                    Assert.Null(ReportMachine.Find(state.Status, happened));
                    continue;
                }
                Assert.Equal(state.Version + 1, next.Version);
                Assert.Equal(effects & ReportState.OnWorker, next.ToDo);
                Assert.Equal(ReportEffects.None, next.Done().ToDo);
                if (effects.HasFlag(ReportEffects.Refund)) refunds++;
                isOfHouse |= happened == ReportEvent.GoldTestDecides;
                Assert.Equal(!isOfHouse && next.Status is ReportStatus.AwaitingModerator or ReportStatus.FollowingUp or ReportStatus.AwaitingTraining or ReportStatus.AwaitingBan
                    or ReportStatus.TypicalMistake or ReportStatus.Isolated or ReportStatus.SentToTraining or ReportStatus.LeftAtWork or ReportStatus.Banned
                    or ReportStatus.Lifted, next.IsIncorrect);
                state = next;
            }
            Assert.InRange(refunds, 0, 1);
        }, 1_000);

    [Fact]
    public void The_diagram_has_one_line_for_each_line_of_the_table()
    {
        var lines = ReportMachine.ToMermaid().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("stateDiagram-v2", lines[0]);
        Assert.Equal(2 + ReportMachine.Table.Length + Enum.GetValues<ReportStatus>().Count(ReportMachine.IsEnd), lines.Length);
        Assert.Contains("    Rechecking --> AwaitingModerator: answers differ / refund, count incorrect", lines);
    }

    [Theory]
    [InlineData(0, 4, 1, 0, null)] // the first five are waited for
    [InlineData(2, 3, 0, 9, ReportEvent.OthersAreFine)]
    [InlineData(3, 2, 0, 5, ReportEvent.OthersAreSuspicious)]
    [InlineData(3, 2, 0, 0, ReportEvent.OthersAreFine)] // no more answers, and no proof
    [InlineData(5, 0, 0, 1, ReportEvent.OthersAreSuspicious)]
    [InlineData(5, 0, 2, 0, null)]
    [InlineData(6, 0, 4, 0, ReportEvent.OthersAreBadToo)] // the others cannot change that
    [InlineData(3, 0, 0, 2, ReportEvent.OthersAreSuspicious)] // nobody answered two of five: two others
    [InlineData(3, 57, 0, 9, ReportEvent.OthersAreFine)]
    public void Follow_ups_go_on_until_the_stop_rule_decides(int bad, int fine, int open, int further, ReportEvent? decided) =>
        Assert.Equal(decided, FollowUpRule.Decide(new RecheckSeries(fine, bad), open, further, SeriesOptions.Default));

    [Fact]
    public void The_tenth_typical_mistake_is_one_too_many()
    {
        Assert.Equal(ReportEvent.ModeratorFindsTypical, FollowUpRule.Of(MistakeVerdict.TypicalMistake, 9, MistakeOptions.Default));
        Assert.Equal(ReportEvent.ModeratorFindsTypicalAgain, FollowUpRule.Of(MistakeVerdict.TypicalMistake, 10, MistakeOptions.Default));
        Assert.Equal(ReportEvent.ModeratorFindsTooDifferent, FollowUpRule.Of(MistakeVerdict.DiffersTooMuch, 10, MistakeOptions.Default));
        Assert.Equal(ReportEvent.ModeratorFindsRight, FollowUpRule.Of(MistakeVerdict.RightAfterAll, 10, MistakeOptions.Default));
    }

    private static IEnumerable<IReadOnlyList<ReportTransition>> PathsFrom(ReportStatus status)
    {
        foreach (var step in ReportMachine.Table.Where(t => t.From == status && t.To != status))
        {
            if (ReportMachine.IsEnd(step.To)) yield return [step];
            foreach (var rest in PathsFrom(step.To)) yield return [step, .. rest];
        }
    }
}
