using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Training;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>The two parts of the training, and how far the worker is in them.</summary>
[Authorize(Policy = PortalSchemes.WorkerPages)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TrainingModel(TrainingDesk desk, ISanctionStore sanctions, TimeProvider time) : PageModel
{
    public TrainingView View { get; private set; } = null!;

    /// <summary>A moderator has ordered it.</summary>
    public bool IsSentBack { get; private set; }

    public bool IsRequired => View.Worker.Status == WorkerStatus.InTraining;

    public bool IsFailed => View.Run is { Part: TrainingPart.Exam, Status: TrainingRunStatus.Failed };

    public int ExamTasks => desk.LengthOf(TrainingPart.Exam);

    /// <summary>What became of something that he wanted and did not get.</summary>
    public string? Notice { get; private set; }

    public async Task OnGet() => await Look();

    public async Task<IActionResult> OnPostBegin(string? part)
    {
        if (TrainingTaskModel.PartOf(part) is not { } wanted) return RedirectToPage();
        var reply = await desk.Begin(User.Worker(), wanted);
        if (reply.Verdict == TrainingVerdict.Right) return RedirectToPage("/TrainingTask", new { part });
        await Look();
        Notice = reply.Verdict == TrainingVerdict.NoTasks ? TrainingTexts.NoTasks : TrainingTexts.OutOfDate;
        return Page();
    }

    public async Task<IActionResult> OnPostStartOver()
    {
        await desk.StartOver(User.Worker());
        return RedirectToPage();
    }

    internal bool IsOpen(TrainingPart part) => View.Run is { Status: TrainingRunStatus.Open } run && run.Part == part;

    internal string StateOf(TrainingPart part) => View.Run is { } run && run.Part == part && run.Status != TrainingRunStatus.Passed
        ? run.Status == TrainingRunStatus.Failed ? TrainingTexts.StateFailed : Texts.Format(TrainingTexts.StateOpen, run.Position, run.Tasks.Length)
        : part == TrainingPart.One
            ? View.Record.PartOneDone ? TrainingTexts.StateDone : TrainingTexts.StateNew
            : !IsRequired && View.Record.PassedAt is not null ? TrainingTexts.StatePassed
            : View.Record.PartOneDone ? TrainingTexts.StateNew : TrainingTexts.StateLocked;

    private async Task Look()
    {
        View = await desk.View(User.Worker());
        IsSentBack = IsRequired && (await sanctions.SanctionsInForce(User.Worker(), time.GetUtcNow())).Any(s => s.What == SanctionKind.Training);
    }
}
