using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>The choice in the footer of every page.</summary>
public sealed class LanguageModel : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Index");

    /// <param name="returnUrl">The page that he was on; only one of this site.</param>
    public IActionResult OnPost(string? code, string? returnUrl)
    {
        Language.Find(code)?.Remember(HttpContext);
        return Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl!) : RedirectToPage("/Index");
    }
}
