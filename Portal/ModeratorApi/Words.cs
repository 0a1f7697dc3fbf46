using System.Collections.Immutable;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.ModeratorApi;

/// <summary>How the moderators' calls name things.</summary>
internal static class Words
{
    /// <summary>Null: it waits for no moderator.</summary>
    public static string? WaitsFor(ReportStatus status) => status switch
    {
        ReportStatus.AwaitingModerator => "resolution",
        ReportStatus.AwaitingTraining => "training",
        ReportStatus.AwaitingBan => "ban",
        _ => null,
    };

    /// <summary>Null: there is no such decision.</summary>
    public static CaseDecision? Decision(string? word) => word switch
    {
        "training" => CaseDecision.Training,
        "ban" => CaseDecision.Ban,
        "lift" => CaseDecision.Lift,
        _ => null,
    };

    public static CaseReply Of(CaseView view, SkillOptions skill, PathString pathBase)
    {
        var (report, request) = (view.Report, view.Captcha.Request);
        var url = $"{pathBase}{ModeratorEndpoints.Root}/cases/{report.Captcha}";
        return new CaseReply(
            report.Captcha.Value,
            Wording.Code(report.Status),
            WaitsFor(report.Status),
            request.Kind.ToString(),
            report.At,
            string.IsNullOrWhiteSpace(request.Instruction) ? null : request.Instruction,
            Wording.HasImage(request.Kind) ? $"{url}/image" : null,
            request.Rotation is { Images: > 1 } rotation ? [.. Enumerable.Range(2, rotation.Images - 1).Select(n => $"{url}/image?n={n}")] : null,
            request.HasInstructionImage ? $"{url}/instruction" : null,
            Wording.Of(request),
            view.Captcha.Solution!.Answer,
            report.SecondAnswer,
            Wording.Code(view.Comparison),
            report.Resolution,
            [.. report.FollowUps.Select(f => new FollowUpReply(f.Captcha.Value, f.Verdict is { } verdict ? Wording.Code(verdict) : null))],
            new CaseWorkerReply(report.Worker!.Value.Value, Wording.Code(view.Worker.Status), view.Worker.Solved, view.Worker.Reputation, view.Incorrect, view.Typical,
                Of(request.Kind, view.Skill, skill)),
            view.Trial is { } trial ? Of(trial, view.Other) : null);
    }

    public static SkillReply Of(Kind kind, SkillEstimate estimate, SkillOptions options) => new(
        kind.ToString(), Math.Round(estimate.Mean, 4), Math.Round(estimate.Lower(options), 4), Math.Round(estimate.Upper(options), 4), Math.Round(estimate.Evidence, 2));

    public static LimitReply Of(Core.Workers.KindLimit limit) => new(limit.Kind.ToString(), Wording.Code(limit.Why), limit.Because.Value, limit.Until);

    public static HiddenTestsReply Of(GoldTrial trial, string expected) => new(
        expected, trial.Wrong, trial.Answered,
        [.. trial.Answers.Select(a => new TriedAnswerReply(a.Evidence.Captcha.Value, a.Evidence.Answer!, a.Expected, Wording.Code(a.Evidence.Finding!.Value)))]);

    /// <param name="expected">The known answers of gold tasks.</param>
    public static ModeratedSanction Of(Sanction sanction, DateTimeOffset now, ImmutableDictionary<CaptchaId, string> expected) => new(
        sanction.Worker.Value, sanction.DecidedBy, sanction.Resolver, sanction.Appeal?.DecidedBy, sanction.End?.By, SanctionCalls.Of(sanction, now, expected));
}
