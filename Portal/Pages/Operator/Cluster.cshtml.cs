using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>The accounts that are linked to one, why, and an operator's word on them.</summary>
public sealed class ClusterModel(FormActs acts, ClusterDesk desk) : OperatorPage(acts)
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public long Worker { get; set; }

    /// <summary>The members go on behind this account.</summary>
    [BindProperty(SupportsGet = true)]
    public long Behind { get; set; }

    public ClusterView Cluster { get; private set; } = null!;

    public PageLinks Links { get; private set; } = new(null, null);

    public async Task<IActionResult> OnGet() => await Read() ? Page() : RedirectToPage("/Operator/Clusters");

    public Task<IActionResult> OnPostMark() => Decide(isMarked: true);

    public Task<IActionResult> OnPostUnmark() => Decide(isMarked: false);

    private async Task<IActionResult> Decide(bool isMarked)
    {
        if (!await Read()) return RedirectToPage("/Operator/Clusters");
        if (!HasReason) return Wrong(OperatorTexts.ErrorReason);
        if (await Begin("cluster", $"{Worker}", $"{isMarked}", Reason) is not { } act) return Before(new { worker = Worker });
        return await desk.Mark(act, new WorkerId(Worker), isMarked, Reason!)
            ? After(isMarked ? OperatorTexts.DoneMarked : OperatorTexts.DoneUnmarked, new { worker = Worker })
            : Wrong(OperatorTexts.ErrorCluster);
    }

    private PageResult Wrong(string error)
    {
        Refuse("mark", error);
        return Page();
    }

    private async Task<bool> Read()
    {
        if (Worker < 1) return false;
        Cluster = await desk.Of(new WorkerId(Worker), new WorkerId(Behind), PageSize);
        Links = new PageLinks(Behind == 0 ? null : Address(null), Cluster.Next is { } next ? Address(next.Value) : null);
        return true;
    }

    private string? Address(long? behind) => Url.Page("/Operator/Cluster", new { worker = Worker, behind });
}
