using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Moderators;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>One appeal, with the sanction and all that it rests on, for a second moderator.</summary>
public sealed class AppealModel(AppealDesk desk, TimeProvider time) : ModeratorPage
{
    public long Id { get; private set; }

    /// <summary>Null: <see cref="ModeratorPage.Error"/> says why.</summary>
    public SanctionCard? Card { get; private set; }

    public bool Waits => Card?.Sanction.Status == SanctionStatus.Appealed;

    public async Task<IActionResult> OnGet(long id)
    {
        await Load(id);
        return Page();
    }

    /// <param name="decision">uphold or overturn.</param>
    public async Task<IActionResult> OnPost(long id, string? decision)
    {
        if (decision is not ("uphold" or "overturn")) return BadRequest();
        if (!await Load(id)) return Page();
        if (FlawOf(Reason) is { } flaw) return Refused(flaw);
        var result = await desk.Decide(User.Person(), new SanctionId(id), decision == "overturn", Reason!);
        if (ModeratorNames.Refusal(result.Verdict) is { } refusal) return Refused(refusal);
        Done = Texts.Format(decision == "overturn" ? ModeratorTexts.OverturnedDone : ModeratorTexts.UpheldDone, result.Sanction!.Worker);
        return RedirectToPage("/Moderator/Appeals");
    }

    private async Task<bool> Load(long id)
    {
        Id = id;
        var found = await desk.Find(User.Person(), new SanctionId(id));
        if (found.Sanction is { } sanction)
        {
            Card = new SanctionCard(sanction, time.GetUtcNow(), WorkerModel.ImagesOf(Request, sanction), ForModerator: true);
            return true;
        }
        Error = ModeratorNames.Refusal(found.Verdict);
        Response.StatusCode = found.Verdict == ModerationVerdict.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
        return false;
    }
}
