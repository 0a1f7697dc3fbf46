using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.ModeratorApi;
using CaptchaGrains.Portal.Moderators;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>One disputed answer, or one failed test, with all that a moderator needs to judge it. After a decision the next case opens.</summary>
public sealed class CaseModel(CaseDesk desk, TimeProvider time) : ModeratorPage
{
    /// <summary>A moderator's own answer, as it was typed.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>Null: <see cref="Missing"/> says why.</summary>
    public CaseView? View { get; private set; }

    public string Missing { get; private set; } = "";

    public AnswerDifference? Difference { get; private set; }

    public CasePicture Picture { get; private set; } = null!;

    /// <summary>The time of the captcha's images is over; those of a case that waits are kept.</summary>
    public bool IsImageGone { get; private set; }

    /// <summary>The case that opens when this one is left; null: there is no other.</summary>
    public CaptchaId? Next { get; private set; }

    public SkillOptions SkillNumbers => desk.Numbers.Skill;

    public MistakeOptions Mistakes => desk.Numbers.Mistakes;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateTimeOffset? DueAt => View is { } view ? DecisionTimes.Default.DueAt(view.Report) : null;

    public bool WantsAnswer => View?.Report.Status == ReportStatus.AwaitingModerator;

    public bool WantsDecision => View?.Report.Status is ReportStatus.AwaitingTraining or ReportStatus.AwaitingBan;

    private StandardReason UsualReason => View!.Report.Status != ReportStatus.AwaitingBan ? StandardReason.SmallMistakes
        : View.Trial is null ? StandardReason.AnswersUnrelated : StandardReason.TestsWrong;

    public bool IsText => View!.Captcha.Request.Kind is Kind.ImageText or Kind.Text or Kind.Audio;

    /// <summary>The address of the case's images, which the call itself gives only to whom the case may be shown.</summary>
    public string ImagesOf => $"{Request.PathBase}{ModeratorEndpoints.Root}/cases/{View!.Report.Captcha}";

    public async Task<IActionResult> OnGet(long captcha)
    {
        if (!await Shows(captcha)) return Page();
        Reason = ModeratorNames.Of(UsualReason);
        return Page();
    }

    /// <param name="right">first or second: that answer is right; else <see cref="Answer"/> is.</param>
    public async Task<IActionResult> OnPostResolve(long captcha, string? right)
    {
        if (!await Shows(captcha)) return Page();
        var view = View!;
        var typed = right switch
        {
            "first" => view.Captcha.Solution!.Answer,
            "second" => view.Report.SecondAnswer,
            _ => Written(view.Captcha.Request, Answer),
        };
        if (AnswerForm.Check(view.Captcha.Request, typed).Flaw is { } flaw) return Refused(ModeratorNames.Of(flaw));
        var verdict = await desk.Resolve(view.Report.Captcha, new Resolution(User.Person(), typed!));
        return await Onward(verdict);
    }

    /// <param name="decision">training, ban or lift.</param>
    public async Task<IActionResult> OnPostDecide(long captcha, string? decision)
    {
        if (!await Shows(captcha)) return Page();
        if (Words.Decision(decision) is not { } what) return BadRequest();
        if (FlawOf(Reason) is { } flaw) return Refused(flaw);
        // What the form proposed is left to be said in the language of the worker.
        var typed = Reason == ModeratorNames.Of(UsualReason) ? null : Reason;
        return await Onward(await desk.Decide(User.Person(), View!.Report.Captcha, what, typed));
    }

    /// <summary>As a worker's program would write it: people part numbers by spaces, too.</summary>
    private static string? Written(CaptchaRequest request, string? typed) => request.Kind switch
    {
        Kind.Grid => Joined(typed, ','),
        Kind.Rotate => Joined(typed?.Replace("°", "", StringComparison.Ordinal), '|'),
        Kind.Coordinates => Joined(typed, ';'),
        _ => typed,
    };

    private static string? Joined(string? typed, char separator) =>
        typed is null ? null : string.Join(separator, typed.Split(separator == ';' ? [' ', ';'] : [' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private async Task<bool> Shows(long captcha)
    {
        var id = new CaptchaId(captcha);
        (View, var isInvolved) = await desk.Find(User.Person(), id);
        if (View is not { } view)
        {
            Missing = isInvolved ? ModeratorTexts.RefusedInvolved : ModeratorTexts.CaseNotFound;
            Response.StatusCode = isInvolved ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
            return false;
        }
        var (request, first) = (view.Captcha.Request, view.Captcha.Solution!.Answer);
        Difference = AnswerDifference.Of(request, first, view.Other, desk.Numbers.Comparison);
        Picture = CasePicture.Of(request, first, view.Other, Difference);
        IsImageGone = (request.Kind == Kind.Audio || Wording.HasImage(request.Kind)) && (await desk.Image(User.Person(), id, ImagePart.Captcha)).Image is null;
        Next = await desk.Next(User.Person(), id);
        return true;
    }

    private async Task<IActionResult> Onward(ResolveVerdict verdict)
    {
        if (ModeratorNames.Refusal(verdict) is { } refusal) return Refused(refusal);
        var id = View!.Report.Captcha;
        var status = (await desk.Case(id))?.State.Status ?? ReportStatus.Reported;
        Done = Texts.Format(ModeratorTexts.CaseDone, id, ModeratorNames.Of(status));
        // What one answer brought about may wait for the same moderator at once: the decision on training, or on a ban.
        return await desk.Next(User.Person(), new CaptchaId(id.Value - 1)) is { } next ? RedirectToPage("/Moderator/Case", new { captcha = next.Value }) : RedirectToPage("/Moderator/Index");
    }

    /// <summary>The angles of an answer, one for each image.</summary>
    internal static ImmutableArray<int> Angles(string? answer) =>
        [.. (answer ?? "").Split('|').Select(a => int.TryParse(a, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var angle) ? angle : 0)];
}
