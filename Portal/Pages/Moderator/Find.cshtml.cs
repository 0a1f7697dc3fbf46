using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>From a number that was typed to the worker's page.</summary>
public sealed class FindModel : PageModel
{
    public IActionResult OnGet(long? worker) => worker is { } id ? RedirectToPage("/Moderator/Worker", new { id }) : RedirectToPage("/Moderator/Index");
}
