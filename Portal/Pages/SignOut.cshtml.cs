using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

public sealed class SignOutModel(BrowserSessions browsers, WorkerDesk desk) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Index");

    public async Task<IActionResult> OnPost()
    {
        if (User.IsWorker())
        {
            // What he had open goes to somebody else at once; if that cannot be said now, its lease ends by itself.
            try { await desk.Pause(User.Worker()); }
            catch (OutcomeUnknownException) { /* the lease ends by itself */ }
        }
        await browsers.SignOut(HttpContext);
        return RedirectToPage("/Index");
    }
}
