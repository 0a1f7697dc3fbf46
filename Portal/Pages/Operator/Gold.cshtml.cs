using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>Captchas of which the answer is known, and how workers answered them. Bad ones are taken off; own ones are added by the call.</summary>
public sealed class GoldModel(FormActs acts, GoldDesk desk) : OperatorPage(acts)
{
    private const int PageSize = 40;

    public static ImmutableArray<GoldState> States { get; } = [GoldState.InUse, GoldState.Growing, GoldState.Retired];

    /// <summary>As the calls name it; absent or another: in use.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>The list goes on behind this task.</summary>
    [BindProperty(SupportsGet = true)]
    public long Behind { get; set; }

    [BindProperty]
    public long Id { get; set; }

    /// <summary>The known answer is wrong: what was answered counts against nobody.</summary>
    [BindProperty]
    public bool IsWrong { get; set; }

    public GoldState Shown { get; private set; }

    public ImmutableArray<GoldEntry> Tasks { get; private set; } = [];

    public PageLinks Links { get; private set; } = new(null, null);

    public Task OnGet() => Read();

    public async Task<IActionResult> OnPostTakeOff()
    {
        var here = new { state = State, behind = Behind };
        if (!HasReason) return await Wrong(OperatorTexts.ErrorReason);
        if (await Begin("gold", $"{Id}", $"{IsWrong}", Reason) is not { } act) return Before(here);
        return await desk.TakeOff(act, new CaptchaId(Id), Reason!, IsWrong) ? After(OverviewTexts.DoneGoldOff, here) : await Wrong(OverviewTexts.ErrorGoldGone);
    }

    private async Task<IActionResult> Wrong(string error)
    {
        await Read();
        Refuse("gold", error);
        return Page();
    }

    private async Task Read()
    {
        Shown = States.FirstOrDefault(s => Wording.Code(s) == State, GoldState.InUse);
        Tasks = await desk.In(Shown, new CaptchaId(Behind), PageSize);
        Links = new PageLinks(Behind == 0 ? null : Address(null), Tasks.Length == PageSize ? Address(Tasks[^1].Id.Value) : null);
    }

    private string? Address(long? behind) => Url.Page("/Operator/Gold", new { state = Wording.Code(Shown), behind });
}
