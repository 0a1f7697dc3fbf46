using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

public sealed class SignInModel(SignIns signIns, SignInManager<Account> browsers, AccountSignals signals) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where he wanted to go; only to a page of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Error { get; private set; }

    public IActionResult OnGet()
    {
        if (User.IsWorker()) return Onward();
        // A moderator or an operator who asked for a worker's page.
        if (User.Identity is { IsAuthenticated: true, Name: var name }) Error = Texts.Format(Texts.ErrorNotAWorker, name ?? "");
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        Email = Email?.Trim();
        var outcome = await signIns.Check(Email, Password, HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted);
        if (outcome.Account is { } account)
        {
            signals.SignedIn(HttpContext, account, mayMark: true);
            await browsers.SignInAsync(account, isPersistent: true);
            return Onward();
        }
        Error = outcome.Verdict switch
        {
            SignInVerdict.LockedOut => Texts.ErrorLockedOut,
            SignInVerdict.TooMany => Texts.ErrorTooMany,
            _ => Texts.ErrorBadCredentials,
        };
        return Page();
    }

    private IActionResult Onward() => Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl!) : RedirectToPage("/Work");
}
