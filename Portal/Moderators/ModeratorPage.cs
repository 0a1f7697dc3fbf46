using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Moderators;

/// <summary>What the moderators' pages share: a decision has a reason, is followed by a redirect that says what was done, and a refusal shows the page again.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class ModeratorPage : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What was done, after the redirect that follows it.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>Why nothing was done.</summary>
    public string? Error { get; protected set; }

    /// <returns>Null: the reason says something, and is not too long.</returns>
    protected static string? FlawOf(string? reason) =>
        Plain.IsText(reason, Sanction.LongestReason) ? null : Texts.Format(ModeratorTexts.ReasonWanted, Sanction.LongestReason);

    protected PageResult Refused(string why)
    {
        Error = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
