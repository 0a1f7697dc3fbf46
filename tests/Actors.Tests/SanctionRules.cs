using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Core.Workers;
using Town = CaptchaGrains.Actors.Tests.ReportRules.Town;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Sanctions with their evidence, whatever they come from, and what an appeal restores.</summary>
public class SanctionRules
{
    /// <summary>Whom <see cref="Town"/> resolves and decides as.</summary>
    private const long First = 900;

    private const long Second = 901;

    [Fact]
    public async Task A_suspension_by_a_rule_and_the_ban_by_a_person_are_records_with_their_evidence()
    {
        using var t = await Town.Open();
        var id = await Suspended(t);
        var suspension = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10));
        Assert.Equal((SanctionKind.Suspension, SanctionStatus.InForce, (long?)null, (long?)First), (suspension.What, suspension.Status, suspension.DecidedBy, suspension.Resolver));
        Assert.Equal(new SanctionEvidence(id, "pppp", "xyz", "kwmx", MistakeVerdict.DiffersTooMuch), suspension.Evidence[0]);
        Assert.Equal(6, suspension.Evidence.Count(e => e is { Answer: "qqqq", Second: "right", Finding: MistakeVerdict.DiffersTooMuch }));
        Assert.Equal(WorkerStatus.Suspended, (await View(t)).Status);

        Assert.Equal(ResolveVerdict.Done, await t.M.Cases.Decide(First, id, CaseDecision.Ban, "Typed anything."));
        await t.M.Settle();
        var all = await t.M.Store.SanctionsOf(t.First, null, 10);
        Assert.Equal(
            [(SanctionKind.Ban, SanctionStatus.InForce, "Typed anything.", (long?)First), (SanctionKind.Suspension, SanctionStatus.Superseded, suspension.Why, null)],
            all.Select(s => (s.What, s.Status, s.Why, s.DecidedBy)));
        Assert.Equal(suspension.Evidence, all[0].Evidence);
        Assert.Equal(WorkerStatus.Banned, (await View(t)).Status);
        Assert.Equal(ReadyVerdict.Suspended, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Equal(
            ["case.resolved", "sanction.imposed", "case.decided", "sanction.imposed", "sanction.superseded"],
            (await t.M.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act));
    }

    [Fact]
    public async Task A_reason_that_nobody_typed_is_a_code_with_its_sentence_also_in_the_audit_log()
    {
        using var t = await Town.Open();
        var id = await Suspended(t);
        var suspension = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10));
        Assert.Equal((StandardReason.AnswersDiffer, StandardReason.AnswersDiffer.InEnglish()), (suspension.Standard, suspension.Why));

        await t.Decide(id, against: true);

        var ban = (await t.M.Store.SanctionsOf(t.First, null, 1))[0];
        Assert.Equal((StandardReason.AnswersUnrelated, StandardReason.AnswersUnrelated.InEnglish()), (ban.Standard, ban.Why));
        var end = (await t.M.Store.FindSanction(suspension.Id))!.End!;
        Assert.Equal((StandardReason.Banned, StandardReason.Banned.InEnglish()), (end.Standard, end.Why));
        var decided = Assert.Single(await t.M.Store.AuditRecords(0, 100), r => r.Facts.Act == "case.decided");
        Assert.Contains(ban.Why, decided.Facts.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_a_moderator_typed_is_no_code()
    {
        using var t = await Town.Open();
        var id = await Suspended(t);
        Assert.Equal(ResolveVerdict.Done, await t.M.Cases.Decide(First, id, CaseDecision.Lift, "A slip."));
        await t.M.Settle();
        var end = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10)).End!;
        Assert.Equal((null, "A slip."), (end.Standard, end.Why));
    }

    [Fact]
    public async Task A_ban_that_is_overturned_restores_the_record_and_leaves_the_ledger_alone()
    {
        using var t = await Town.Open();
        var id = await Suspended(t);
        await t.Decide(id, against: true);
        var before = t.M.Store.Balances();
        Assert.Equal(1, await t.M.Store.CountIncorrect(t.First));
        var ban = (await t.M.Store.SanctionsOf(t.First, null, 1))[0];
        await Overturn(t, ban);
        Assert.Equal(0, await t.M.Store.CountIncorrect(t.First));
        Assert.Empty(await t.M.Store.EvidenceOf(t.First, 10));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Equal(before, t.M.Store.Balances());
        Assert.Equal("A slip.", (await t.M.Store.FindSanction(ban.Id))!.End!.Why);
        await t.Answered(t.First, "abc"); // and he is given work
    }

    [Fact]
    public async Task Of_two_sanctions_the_other_one_stands_when_one_is_overturned()
    {
        using var t = await Town.Open();
        await t.Decide(await Suspended(t), against: true);
        var ban = (await t.M.Store.SanctionsOf(t.First, null, 1))[0];
        var training = await t.M.Store.AddSanction(ban with { Id = new SanctionId(1_000), Origin = "act/10/training/1", What = SanctionKind.Training, DecidedBy = Second + 1 });
        await Overturn(t, ban);
        Assert.Equal(WorkerStatus.InTraining, (await View(t)).Status);
        await Overturn(t, training);
        Assert.Equal(WorkerStatus.Active, (await View(t)).Status);
    }

    [Fact]
    public async Task A_suspension_that_is_overturned_ends_its_case_too()
    {
        using var t = await Town.Open();
        var id = await Suspended(t);
        await Overturn(t, Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10)));
        Assert.Equal(ReportStatus.Lifted, (await t.State(id)).Status);
        Assert.Equal(ResolveVerdict.NotWaiting, await t.Decide(id, against: true));
        Assert.Equal(SanctionStatus.Overturned, Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10)).Status);
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
    }

    [Fact]
    public async Task A_process_that_dies_right_after_an_appeal_was_decided_leaves_nothing_half_done()
    {
        using var t = await Town.Open();
        var id = await Suspended(t);
        var suspension = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10));
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Appeal(t.First, suspension.Id, "I was ill.")).Verdict);
        // All that the desk has made durable; what would have followed has not.
        var appealed = (await t.M.Store.FindSanction(suspension.Id))!;
        var decided = appealed.After(SanctionEvent.ModeratorOverturns)! with
        {
            Appeal = appealed.Appeal! with { DecidedBy = Second, DecidedAt = t.M.Time.GetUtcNow(), Overturns = true, Reason = "A slip." },
        };
        Assert.True(await t.M.Store.ChangeSanction(decided, decided.RestsOn));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);

        Assert.Equal(ResolveVerdict.NotWaiting, await t.Decide(id, against: true));
        Assert.Equal((ReportStatus.Lifted, (long?)Second), ((await t.State(id)).Status, (await t.State(id)).DecidedBy));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Decide(Second, suspension.Id, true, "A slip.")).Verdict); // the same again
    }

    [Fact]
    public async Task Training_rests_on_all_the_typical_mistakes_and_an_appeal_forgives_them_all()
    {
        using var t = await Town.Open(new ReportOptions { Mistakes = new MistakeOptions { TypicalBeforeTraining = 2 } });
        var first = await t.Disputed("O0l1", "xyz");
        await t.Resolve(first, "00I1");
        var second = await t.Disputed("O0l2", "xyz");
        await t.Resolve(second, "00I2");
        await t.Decide(second, against: true);
        var training = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10));
        Assert.Equal([second, first], training.RestsOn);
        Assert.Equal(["00I2", "00I1"], training.Evidence.Select(e => e.Moderator));
        Assert.Equal((2L, 2L), (await t.M.Store.CountTypical(t.First, 200, DateTimeOffset.UnixEpoch), await t.M.Store.CountIncorrect(t.First)));

        await Overturn(t, training);
        Assert.Equal((0L, 0L), (await t.M.Store.CountTypical(t.First, 200, DateTimeOffset.UnixEpoch), await t.M.Store.CountIncorrect(t.First)));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        // The next one is the first again.
        var third = await t.Disputed("O0l3", "xyz");
        await t.Resolve(third, "00I3");
        Assert.Equal(ReportStatus.TypicalMistake, (await t.State(third)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_that_is_overturned_ends_for_linked_accounts_too(bool noneGood)
    {
        using var t = await Town.Open(new ReportOptions
        {
            TokenLimits = noneGood ? new TokenLimitOptions { AnswersWithoutGood = 3 } : new TokenLimitOptions { LeastBad = 2.5 },
        });
        await t.M.Actors.Customer(t.M.Customer).AuthorizeDomain("example.com");
        foreach (var worker in new[] { t.First, t.Second })
            await t.M.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, "laptop", worker, t.M.Time.GetUtcNow()));
        if (noneGood) await t.M.Reports.Report(t.M.Customer, await Token(t, t.Novice), true);
        for (var i = 0; i < (noneGood ? 4 : 3); i++)
        {
            var token = await Token(t, t.First);
            if (!noneGood) await t.ReportBad(token);
        }
        await t.M.Pass(TimeSpan.FromMinutes(2.2));
        Assert.False(await MayToken(t, t.First));
        Assert.False(await MayToken(t, t.Second));
        var limit = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10));
        Assert.Equal((SanctionKind.Limit, (Kind?)Kind.RecaptchaV2, (long?)null), (limit.What, limit.Kind, limit.DecidedBy));
        Assert.Equal(noneGood ? 0 : 3, limit.Evidence.Length);
        Assert.Empty(await t.M.Store.SanctionsOf(t.Second, null, 10));

        await Overturn(t, limit);
        await t.M.Pass(TimeSpan.FromMinutes(2.2));
        Assert.True(await MayToken(t, t.First));
        Assert.True(await MayToken(t, t.Second));
        Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10)); // it is not found again
    }

    [Fact]
    public async Task A_limit_that_lasts_is_one_sanction_and_a_later_one_another()
    {
        using var t = await Town.Open(new ReportOptions
        {
            TokenLimits = new TokenLimitOptions { LeastBad = 1.5, Shortest = TimeSpan.FromHours(1), HalfLife = TimeSpan.FromHours(1) },
        });
        await t.M.Actors.Customer(t.M.Customer).AuthorizeDomain("example.com");
        for (var i = 0; i < 2; i++) await t.ReportBad(await Token(t, t.First));
        for (var minute = 0; minute < 5; minute++)
        {
            await t.M.Pass(TimeSpan.FromMinutes(1.1));
            Assert.False(await MayToken(t, t.First));
        }
        var first = Assert.Single(await t.M.Store.SanctionsOf(t.First, null, 10));
        Assert.True(first.Until > first.At + TimeSpan.FromHours(1));
        t.M.Time.Advance(TimeSpan.FromHours(9));
        await t.M.Settle();
        Assert.True(await MayToken(t, t.First));
        for (var i = 0; i < 2; i++) await t.ReportBad(await Token(t, t.First));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.False(await MayToken(t, t.First));
        Assert.Equal(["limit/10/20/2", "limit/10/20/1"], (await t.M.Store.SanctionsOf(t.First, null, 10)).Select(s => s.Origin));
        Assert.Equal(ModerationVerdict.Over, (await t.M.Appeals.Appeal(t.First, first.Id, "too late")).Verdict);
    }

    [Fact]
    public async Task A_sanction_that_others_imposed_is_met_within_a_minute_by_an_actor_that_was_not_told()
    {
        using var t = await Town.Open();
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        await t.M.Store.AddSanction(new Sanction
        {
            Id = new SanctionId(1),
            Origin = "act/10/ban/1",
            Worker = t.First,
            What = SanctionKind.Ban,
            At = t.M.Time.GetUtcNow(),
            Why = "because",
            DecidedBy = First,
        });
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.Equal(ReadyVerdict.Suspended, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Null(await t.M.Next(t.First));
    }

    [Fact]
    public async Task Nobody_judges_himself_and_no_case_of_a_linked_account_is_shown()
    {
        using var t = await Town.Open();
        var id = await t.Disputed("abc", "xyz");
        foreach (var worker in new[] { t.First, new WorkerId(77) })
            await t.M.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, "laptop", worker, t.M.Time.GetUtcNow()));
        foreach (var involved in new[] { t.First.Value, t.Second.Value, 77 })
        {
            Assert.Empty((await t.M.Cases.Waiting(involved, default, 10)).Cases);
            Assert.True((await t.M.Cases.Find(involved, id)).IsInvolved);
        }
        Assert.Equal(id, Assert.Single((await t.M.Cases.Waiting(First, default, 10)).Cases).Report.Captcha);
        Assert.Equal(ModerationVerdict.Involved, (await t.M.Sanctions.Impose(77, t.First, SanctionKind.Ban, "a rival", [])).Verdict);
        Assert.Equal(ModerationVerdict.Involved, (await t.M.Sanctions.Lift(t.First.Value, t.First, "me")).Verdict);
        Assert.Empty(await t.M.Store.SanctionsOf(t.First, null, 10));
    }

    private static Task<WorkerView> View(Town t) => t.M.Actors.Worker(t.First).View();

    private static async Task<bool> MayToken(Town t, WorkerId worker) => (await t.M.Actors.Worker(worker).Ready()).Terms!.Kinds.Contains(Kind.RecaptchaV2);

    private static Task<CaptchaId> Token(Town t, WorkerId worker) => t.Answered(
        worker, new string('t', 40), new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask("https://example.com/", "site-key") });

    /// <summary>An answer that differs too much, and enough others that do.</summary>
    private static async Task<CaptchaId> Suspended(Town t)
    {
        for (var i = 0; i < 10; i++) await t.Answered(t.First, "qqqq");
        var id = await t.Disputed("pppp", "xyz");
        await t.Resolve(id, "kwmx");
        while ((await t.State(id)).Status == ReportStatus.FollowingUp) await t.Answer(t.Second, "right");
        Assert.Equal(ReportStatus.AwaitingBan, (await t.State(id)).Status);
        return id;
    }

    private static async Task Overturn(Town t, Sanction sanction)
    {
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Appeal(sanction.Worker, sanction.Id, "I was ill.")).Verdict);
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Decide(Second, sanction.Id, true, "A slip.")).Verdict);
        await t.M.Settle();
        Assert.Equal(SanctionStatus.Overturned, (await t.M.Store.FindSanction(sanction.Id))!.Status);
    }
}
