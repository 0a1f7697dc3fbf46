using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Portal.OperatorApi;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>The tasks by which workers learn and are examined: all that are in use, with their right answers; new ones are added, and bad ones retired.</summary>
[RequestSizeLimit(GoldCalls.LongestBody)]
public sealed class TrainingModel(FormActs acts, TrainingTaskDesk desk, ITaskReader reader) : OperatorPage(acts)
{
    private const int PageSize = 40;

    /// <summary>Bytes of an image: the task that is read has it in base64.</summary>
    private const int LongestImage = 1_500_000;

    /// <summary>The list goes on behind this task.</summary>
    [BindProperty(SupportsGet = true)]
    public long Behind { get; set; }

    [BindProperty]
    public string? Sort { get; set; }

    [BindProperty]
    public string? Instruction { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Hint { get; set; }

    /// <summary>Rows and columns of a grid.</summary>
    [BindProperty]
    public int Size { get; set; } = 3;

    [BindProperty]
    public IFormFile? Image { get; set; }

    [BindProperty]
    public long Id { get; set; }

    public ImmutableArray<TrainingTask> Tasks { get; private set; } = [];

    public PageLinks Links { get; private set; } = new(null, null);

    public Task OnGet() => Read();

    public async Task<IActionResult> OnPostAdd()
    {
        TrainingSort? named = TrainingSorts.All.Where(s => Wording.Code(s) == Sort).Select(s => (TrainingSort?)s).FirstOrDefault();
        if (named is not { } sort) return await Wrong("add", OverviewTexts.ErrorSort);
        if (Hint is { Length: > TrainingTask.LongestHint }) return await Wrong("add", Texts.Format(OverviewTexts.ErrorHint, TrainingTask.LongestHint));
        if (Image is { Length: > LongestImage }) return await Wrong("add", OverviewTexts.ErrorImage);
        var task = reader.Read(await Json(sort));
        if (task.Request is not { } request || TrainingTask.Flaw(sort, request) is not null)
            return await Wrong("add", sort is TrainingSort.Question or TrainingSort.Squares or TrainingSort.SquareNumbers or TrainingSort.Points && string.IsNullOrWhiteSpace(Instruction)
                ? OverviewTexts.ErrorInstruction : OverviewTexts.ErrorImage);
        // Before the act begins, so that one that comes to nothing is not in the log.
        if (AnswerForm.Check(request, Answer ?? "").Flaw is not null) return await Wrong("add", OverviewTexts.ErrorAnswer);
        if (await Begin("add", Sort, Instruction, Answer, Hint, $"{Size}", $"{Image?.Length}") is not { } act) return Before(new { behind = (long?)null });
        var (id, flaw) = await desk.Add(act, sort, request, task.Images.Image, Answer ?? "", string.IsNullOrWhiteSpace(Hint) ? null : Hint);
        if (flaw is not null) return await Wrong("add", OverviewTexts.ErrorAnswer);
        return id is { } added
            ? After(Texts.Format(OverviewTexts.DoneTaskAdded, added), new { behind = TrainingTaskId.FirstOwn - 1 })
            : await Wrong("add", Texts.Format(OverviewTexts.ErrorTasks, TaskShelf.MostOwn));
    }

    public async Task<IActionResult> OnPostRetire()
    {
        if (!HasReason) return await Wrong("retire", OperatorTexts.ErrorReason);
        if (await Begin("retire", $"{Id}", Reason) is not { } act) return Before(new { behind = Behind });
        return await desk.Retire(act, new TrainingTaskId(Id), Reason!) ? After(OverviewTexts.DoneTaskRetired, new { behind = Behind }) : await Wrong("retire", OverviewTexts.ErrorTaskGone);
    }

    /// <summary>As a customer would write the task, so that it is read and looked into by the same reader.</summary>
    private async Task<byte[]> Json(TrainingSort sort)
    {
        using var image = new MemoryStream();
        if (Image is not null) await Image.CopyToAsync(image);
        var body = image.Length > 0 ? Convert.ToBase64String(image.ToArray()) : null;
        return TrainingSorts.KindOf(sort) switch
        {
            Kind.Text => JsonSerializer.SerializeToUtf8Bytes(new { type = "TextCaptchaTask", comment = Instruction }),
            Kind.Grid => JsonSerializer.SerializeToUtf8Bytes(new { type = "GridTask", body, comment = Instruction, rows = Size, columns = Size }),
            Kind.Coordinates => JsonSerializer.SerializeToUtf8Bytes(new { type = "CoordinatesTask", body, comment = Instruction }),
            _ => JsonSerializer.SerializeToUtf8Bytes(new
            {
                type = "ImageToTextTask",
                body,
                comment = string.IsNullOrWhiteSpace(Instruction) ? null : Instruction,
                @case = sort == TrainingSort.CaseText,
                numeric = sort == TrainingSort.Digits ? 1 : 0,
                math = sort == TrainingSort.Arithmetic,
            }),
        };
    }

    private async Task<PageResult> Wrong(string form, string error)
    {
        await Read();
        Refuse(form, error);
        return Page();
    }

    private async Task Read()
    {
        Tasks = await desk.InUse(new TrainingTaskId(Behind), PageSize);
        Links = new PageLinks(Behind == 0 ? null : Address(null), Tasks.Length == PageSize ? Address(Tasks[^1].Id.Value) : null);
    }

    private string? Address(long? behind) => Url.Page("/Operator/Training", new { behind });
}
