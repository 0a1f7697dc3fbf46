using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Sanctions;

/// <param name="Captcha">The one that was reported.</param>
public sealed record WaitingCase(ReportState Report, CaptchaState Captcha);

/// <summary>All that a moderator needs to judge.</summary>
/// <param name="Comparison">Of the worker's answer with the second one; null: there is none.</param>
/// <param name="Incorrect">Answers of the worker that were found to be incorrect.</param>
/// <param name="Typical">Typical mistakes among his last answers.</param>
/// <param name="Skill">In this kind; a fresh one where nothing is known.</param>
public sealed record CaseView(ReportState Report, CaptchaState Captcha, MistakeVerdict? Comparison, long Incorrect, long Typical, SkillEstimate Skill, WorkerView Worker);

/// <summary>What waits for a moderator, but for what is his own business.</summary>
public sealed class CaseDesk(
    IActors actors, IMarketStore store, IReportStore reports, ISanctionStore sanctions, Repeat repeat, ReportOptions? numbers = null)
{
    /// <summary>Looked through for one page at most: whoever is linked to very many cases gets shorter pages.</summary>
    private const int MostPages = 5;

    private readonly ReportOptions _numbers = numbers ?? ReportOptions.Default;
    private readonly Ties _ties = new(actors, repeat);

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
        MistakeVerdict? comparison = state.SecondAnswer is { } second
            ? MistakeJudge.Judge(captcha.Request, captcha.Solution!.Answer, second, _numbers.Comparison, _numbers.Mistakes)
            : null;
        return (new CaseView(state, captcha, comparison, await reports.CountIncorrect(worker), await CountTypical(worker),
            view.Skills.FirstOrDefault(s => s.Kind == captcha.Request.Kind)?.Estimate ?? SkillEstimate.Fresh, view), false);
    }

    /// <summary>Typical mistakes that count towards a training.</summary>
    public async Task<long> CountTypical(WorkerId worker) =>
        await reports.CountTypical(worker, _numbers.Mistakes.TypicalWindow, await sanctions.TrainedAt(worker));

    /// <summary>One of the captcha's images, for a moderator who may judge it.</summary>
    public async Task<(Core.Ledger.StoredImage? Image, bool IsInvolved)> Image(long moderator, CaptchaId id, ImagePart part)
    {
        if (await Case(id) is not var (state, _)) return (null, false);
        if (await _ties.Bind(moderator, state.Worker, state.Second)) return (null, true);
        return (await store.FindImage(id, part), false);
    }

    /// <exception cref="OutcomeUnknownException">It may or may not be resolved.</exception>
    public Task<ResolveVerdict> Resolve(CaptchaId id, Resolution resolution) => repeat.UntilKnown(() => actors.Report(id).Resolve(resolution));

    /// <exception cref="OutcomeUnknownException">It may or may not be decided.</exception>
    public Task<ResolveVerdict> Decide(CaptchaId id, Decision decision) => repeat.UntilKnown(() => actors.Report(id).Decide(decision));

    /// <summary>A report that went before a moderator, whatever has become of it.</summary>
    public async Task<(ReportState State, CaptchaState Captcha)?> Case(CaptchaId id)
    {
        if (await reports.FindReportState(id) is not { Worker: not null, SecondAnswer: not null } state) return null;
        if (state.Status == ReportStatus.Rejected) return null;
        return await store.FindCaptcha(id) is { Solution: not null } captcha ? (state, captcha) : null;
    }
}
