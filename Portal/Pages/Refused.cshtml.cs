using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>Somebody who is signed in asked for a page that is for others.</summary>
public sealed class RefusedModel : PageModel
{
    public string Home => Navigation.Home(User.Roles());

    public IActionResult OnGet()
    {
        if (User.Identity is not { IsAuthenticated: true }) return RedirectToPage("/SignIn");
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
