using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Sanctions;

/// <param name="Captcha">The one that was reported, or the gold task that decided a test.</param>
public sealed record WaitingCase(ReportState Report, CaptchaState Captcha)
{
    /// <summary>No customer reported anything: gold tasks were answered wrong.</summary>
    public bool IsAboutGold => Captcha.Gold is not null;
}

/// <summary>All that a moderator needs to judge.</summary>
/// <param name="Comparison">Of the worker's answer with <see cref="Other"/>.</param>
/// <param name="Incorrect">Answers of the worker that were found to be incorrect.</param>
/// <param name="Typical">Typical mistakes among his last answers.</param>
/// <param name="Skill">In this kind; a fresh one where nothing is known.</param>
/// <param name="Second">The captcha by which the second worker answered; null: it is not kept any more, or nobody was asked.</param>
/// <param name="Trial">The test of gold tasks that it is about; null: it is about a reported answer.</param>
public sealed record CaseView(
    ReportState Report, CaptchaState Captcha, MistakeVerdict Comparison, long Incorrect, long Typical, SkillEstimate Skill, WorkerView Worker, CaptchaState? Second,
    GoldTrial? Trial)
{
    /// <summary>What the worker's answer is compared with: the known answer of a gold task, or the second worker's.</summary>
    public string Other => OtherOf(Report, Captcha);

    internal static string OtherOf(ReportState report, CaptchaState captcha) => captcha.Gold?.Answer ?? report.SecondAnswer!;
}

/// <summary>What a moderator decides on a worker in a case.</summary>
public enum CaseDecision
{
    Training = 1,
    Ban = 2,

    /// <summary>He goes on working.</summary>
    Lift = 3,
}

/// <summary>What waits for a moderator, but for what is his own business.</summary>
public sealed class CaseDesk(
    IActors actors, IMarketStore store, IReportStore reports, ISanctionStore sanctions, IGoldStore gold, Repeat repeat, ReportOptions? numbers = null)
{
    /// <summary>Looked through for one page at most: whoever is linked to very many cases gets shorter pages.</summary>
    private const int MostPages = 5;

    private readonly ReportOptions _numbers = numbers ?? ReportOptions.Default;
    private readonly Ties _ties = new(actors, repeat);
    private readonly GoldTrials _trials = new(gold, store, numbers ?? ReportOptions.Default);

    public ReportOptions Numbers => _numbers;

    /// <param name="take">1 … 500.</param>
    /// <returns>Next: where the following page goes on; null: there is none.</returns>
    public async Task<(ImmutableArray<WaitingCase> Cases, CaptchaId? Next)> Waiting(long moderator, CaptchaId after, int take)
    {
        var cases = ImmutableArray.CreateBuilder<WaitingCase>();
        for (var page = 0; page < MostPages; page++)
        {
            var states = await reports.AwaitingModerator(after, take);
            foreach (var state in states)
            {
                after = state.Captcha;
                if (await _ties.Bind(moderator, state.Worker, state.Second)) continue;
                if (await store.FindCaptcha(state.Captcha) is not { Solution: not null } captcha) continue;
                cases.Add(new WaitingCase(state, captcha));
                if (cases.Count == take) return (cases.ToImmutable(), after);
            }
            if (states.Length < take) return (cases.ToImmutable(), null);
        }
        return (cases.ToImmutable(), after);
    }

    /// <summary>A case, also one that is over.</summary>
    /// <returns>Involved, with nothing else; or the case; or neither: there is no such case.</returns>
    public async Task<(CaseView? View, bool IsInvolved)> Find(long moderator, CaptchaId id)
    {
        if (await Case(id) is not var (state, captcha)) return (null, false);
        if (await _ties.Bind(moderator, state.Worker, state.Second)) return (null, true);
        var worker = state.Worker!.Value;
        var view = await repeat.UntilKnown(() => actors.Worker(worker).View());
        var comparison = MistakeJudge.Judge(captcha.Request, captcha.Solution!.Answer, CaseView.OtherOf(state, captcha), _numbers.Comparison, _numbers.Mistakes);
        return (new CaseView(state, captcha, comparison, await reports.CountIncorrect(worker), await CountTypical(worker),
            view.Skills.FirstOrDefault(s => s.Kind == captcha.Request.Kind)?.Estimate ?? SkillEstimate.Fresh, view,
            state.Recheck is { } recheck ? await store.FindCaptcha(recheck) : null, captcha.Gold is null ? null : await _trials.Of(worker, captcha)), false);
    }

    /// <summary>The case that waits for this moderator after another one; behind the last one it begins anew.</summary>
    /// <returns>Null: none but, perhaps, that one.</returns>
    public async Task<CaptchaId?> Next(long moderator, CaptchaId after)
    {
        var (later, _) = await Waiting(moderator, after, 1);
        if (!later.IsEmpty) return later[0].Report.Captcha;
        var (first, _) = await Waiting(moderator, default, 1);
        return first.IsEmpty || first[0].Report.Captcha == after ? null : first[0].Report.Captcha;
    }

    /// <returns>Null: there is no such worker.</returns>
    public async Task<WorkerFile?> File(long moderator, WorkerId worker)
    {
        var view = await repeat.UntilKnown(() => actors.Worker(worker).View());
        if (view.Profile is null) return null;
        return new WorkerFile(view, await _ties.Bind(moderator, worker), await reports.CountIncorrect(worker), await CountTypical(worker),
            await sanctions.SanctionsOf(worker, null, WorkerFile.MostSanctions));
    }

    /// <summary>Answers of a worker that were found to be incorrect and not forgiven.</summary>
    public Task<long> CountIncorrect(WorkerId worker) => reports.CountIncorrect(worker);

    /// <summary>Typical mistakes that count towards a training.</summary>
    public async Task<long> CountTypical(WorkerId worker) =>
        await reports.CountTypical(worker, _numbers.Mistakes.TypicalWindow, await sanctions.TrainedAt(worker));

    /// <summary>One of the captcha's images, for a moderator who may judge it.</summary>
    public async Task<(Core.Ledger.StoredImage? Image, bool IsInvolved)> Image(long moderator, CaptchaId id, ImagePart part)
    {
        if (await Case(id) is not var (state, captcha)) return (null, false);
        if (await _ties.Bind(moderator, state.Worker, state.Second)) return (null, true);
        return (await store.FindImage(captcha.Gold?.Gold ?? id, part), false);
    }

    /// <exception cref="OutcomeUnknownException">It may or may not be resolved.</exception>
    public Task<ResolveVerdict> Resolve(CaptchaId id, Resolution resolution) => repeat.UntilKnown(() => actors.Report(id).Resolve(resolution));

    /// <param name="reason">1 … <see cref="Core.Sanctions.Sanction.LongestReason"/> characters, for the worker to read; null: the usual one.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be decided.</exception>
    public async Task<ResolveVerdict> Decide(long moderator, CaptchaId id, CaseDecision what, string? reason)
    {
        if (await Case(id) is not var (state, _)) return ResolveVerdict.NotWaiting;
        // A case about training knows no ban, and the other way round; whether it waits is for the case to say.
        var isAboutTraining = state.Status is ReportStatus.AwaitingTraining or ReportStatus.SentToTraining or ReportStatus.LeftAtWork;
        if (what != CaseDecision.Lift && (what == CaseDecision.Training) != isAboutTraining) return ResolveVerdict.NotWaiting;
        return await repeat.UntilKnown(() => actors.Report(id).Decide(new Decision(moderator, what != CaseDecision.Lift, reason)));
    }

    /// <summary>What went before a moderator, whatever has become of it: a reported answer that a second worker saw differently, or hidden tests.</summary>
    public async Task<(ReportState State, CaptchaState Captcha)?> Case(CaptchaId id)
    {
        if (await reports.FindReportState(id) is not { Worker: not null } state || state.Status == ReportStatus.Rejected) return null;
        if (await store.FindCaptcha(id) is not { Solution: not null } captcha) return null;
        return state.SecondAnswer is not null || captcha.Gold is not null ? (state, captcha) : null;
    }
}
