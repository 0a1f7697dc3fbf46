using System.Globalization;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Training;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>The task where a run stands, or how the run ended. Everything that has happened is on record, so that a reload shows the same.</summary>
[Authorize(Policy = PortalSchemes.WorkerPages)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TrainingTaskModel(TrainingDesk desk) : PageModel
{
    public TrainingView View { get; private set; } = null!;

    public TrainingRun Run => View.Run!;

    [BindProperty]
    public int RunNumber { get; set; }

    /// <summary>Of the task that the form is about, from 1.</summary>
    [BindProperty]
    public int Task { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public List<int> Squares { get; set; } = [];

    [BindProperty]
    public string? Points { get; set; }

    /// <summary>What is wrong with the form of the answer.</summary>
    public string? Flaw { get; private set; }

    public string? Notice { get; private set; }

    public TrainingPart Part => PartOf(RouteData.Values["part"] as string) ?? TrainingPart.One;

    public string ImageUrl => TrainingCalls.ImageUrl(Request.PathBase, View);

    /// <summary>The points that are set.</summary>
    public PointMarks Marks => MarksOf(Points);

    /// <summary>The right points of the task, where they are shown: after a mistake, and in the practice.</summary>
    public PointMarks Expected => MarksOf(View.Task?.Sort != TrainingSort.Points ? null : Part == TrainingPart.One ? View.Task.Truth : Run.Mistake?.Expected);

    public async Task<IActionResult> OnGet() => await Shows() ? Page() : RedirectToPage("/Training");

    public async Task<IActionResult> OnPost()
    {
        if (!await Shows()) return RedirectToPage("/Training");
        var isCurrent = Run.Number == RunNumber && Task == Run.Position + 1;
        var reply = await desk.Answer(User.Worker(), RunNumber, Task - 1, isCurrent ? Raw(View.Task) : Answer ?? Points);
        if (isCurrent && reply.Flaw is { } flaw) return Flawed(Wording(flaw));
        if (reply.Verdict is TrainingVerdict.Right or TrainingVerdict.Wrong) return RedirectToPage(new { part = RouteData.Values["part"] });
        View = reply.View;
        if (View.Run is null || View.Run.Part != Part) return RedirectToPage("/Training");
        (Answer, Points, Notice) = (null, null, TrainingTexts.OutOfDate);
        Squares.Clear();
        return Shown();
    }

    /// <summary>A click on the image, in a browser without a script: the points are kept in the form until it is sent.</summary>
    public async Task<IActionResult> OnPostPoint()
    {
        if (!await Shows()) return RedirectToPage("/Training");
        // An image that is "pressed" by a key says 0, 0, which is no click.
        if (int.TryParse(Request.Form["At.x"], NumberStyles.None, CultureInfo.InvariantCulture, out var x)
            && int.TryParse(Request.Form["At.y"], NumberStyles.None, CultureInfo.InvariantCulture, out var y) && (x, y) != (0, 0) && Marks.Points.Count < AnswerForm.MostPoints)
            Points = Written([.. Marks.Points, (x, y)]);
        return Shown();
    }

    public async Task<IActionResult> OnPostUndo()
    {
        if (!await Shows()) return RedirectToPage("/Training");
        Points = Written([.. Marks.Points.SkipLast(1)]);
        return Shown();
    }

    /// <summary>An answer as it is kept, for people.</summary>
    internal string Readable(string kept) => View.Task?.Sort switch
    {
        TrainingSort.Squares or TrainingSort.SquareNumbers => kept.Replace(",", " ", StringComparison.Ordinal),
        TrainingSort.Points => kept.Replace(";", "; ", StringComparison.Ordinal),
        _ => kept,
    };

    internal static TrainingPart? PartOf(string? text) => text switch { "one" => TrainingPart.One, "exam" => TrainingPart.Exam, _ => null };

    /// <summary>The answer in the form in which a worker's program would send it.</summary>
    private string? Raw(TrainingTask? task) => task?.Sort switch
    {
        TrainingSort.Squares => string.Join(',', Squares),
        TrainingSort.SquareNumbers => Numbers(Answer, task.Request.Grid?.Squares ?? 0),
        TrainingSort.Points => Points?.Trim().TrimEnd(';'),
        _ => Answer,
    };

    /// <summary><c>2 5 9</c>, <c>2, 5, 9</c>, and where no number has two digits also <c>259</c>.</summary>
    private static string? Numbers(string? text, int squares)
    {
        var parts = (text ?? "").Split([' ', ',', ';'], 401, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is [{ Length: > 1 } together] && squares is > 0 and < 10) parts = [.. together.Select(c => c.ToString())];
        return string.Join(',', parts);
    }

    private async Task<bool> Shows()
    {
        View = await desk.View(User.Worker());
        return View.Run is { } run && run.Part == Part && (View.Task is not null || run.Status != TrainingRunStatus.Open);
    }

    private PageResult Flawed(string flaw)
    {
        Flaw = flaw;
        return Shown();
    }

    /// <summary>The page with what is now, and not with what the form said.</summary>
    private PageResult Shown()
    {
        ModelState.Clear();
        return Page();
    }

    private PointMarks MarksOf(string? text) => PointMarks.Read(View.Task?.Request.ImageWidth ?? 0, View.Task?.Request.ImageHeight ?? 0, text);

    private static string Written(IReadOnlyList<(int X, int Y)> points) => string.Join(';', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}")));

    private static string Wording(AnswerFlaw flaw) => flaw switch
    {
        AnswerFlaw.Empty => TrainingTexts.FlawEmpty,
        AnswerFlaw.DigitsOnly => TrainingTexts.FlawDigits,
        _ => TrainingTexts.Flaw,
    };
}
