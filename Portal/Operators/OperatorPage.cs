using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.OperatorApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Operators;

/// <summary>What the operators' pages share: an act has a reason, is done once however often its form is sent, and is followed by a redirect.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class OperatorPage(FormActs acts) : PageModel
{
    /// <summary>Made with the form: by it a form that is sent twice is one act.</summary>
    [BindProperty]
    public string? Operation { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What was done, after the redirect that follows it.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>What was looked for and is not there, after the redirect that follows it.</summary>
    [TempData]
    public string? Missing { get; set; }

    /// <summary>Why nothing was done.</summary>
    public string? Error { get; private set; }

    /// <summary>The form that was refused, which shows again what was typed.</summary>
    public string? Refused { get; private set; }

    /// <summary>What was typed as the reason of a form that was refused.</summary>
    public string? ReasonOf(string form) => Refused == form ? Reason : null;

    /// <summary>A name for each form that is shown.</summary>
    public static string NewOperation() => Guid.NewGuid().ToString("N");

    /// <summary>The reason is long enough to tell somebody something years later.</summary>
    protected bool HasReason => DomainCalls.IsReason(Reason);

    /// <param name="what">All that the form says.</param>
    /// <returns>Null: it was done before.</returns>
    protected Task<Act?> Begin(params IReadOnlyCollection<string?> what) => acts.Begin(User.Person(), Operation, what);

    /// <summary>The act was done before: the page shows how things stand.</summary>
    protected IActionResult Before(object? route = null) => After(OperatorTexts.DoneBefore, route);

    protected IActionResult After(string done, object? route = null)
    {
        Done = done;
        return RedirectToPage(route);
    }

    /// <summary>The page again, with what is wrong, and what was typed.</summary>
    /// <param name="form">Which form of the page.</param>
    protected void Refuse(string form, string error)
    {
        (Refused, Error) = (form, error);
        ModelState.Clear(); // the form shows what is bound, not what was posted
    }
}
