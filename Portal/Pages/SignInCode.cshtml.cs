using System.Security.Claims;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>The second step of a sign-in, for those who have an authenticator.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInCodeModel(SignIns signIns, BrowserSessions browsers, AccountSignals signals) : PageModel
{
    /// <summary>Six digits, or a recovery code.</summary>
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGet() => await Half() is null ? RedirectToPage("/SignIn", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPost()
    {
        if (await Half() is not { } person) return RedirectToPage("/SignIn", new { ReturnUrl });
        var outcome = await signIns.CheckCode(person, Code, HttpContext.Connection.RemoteIpAddress);
        if (outcome is { Verdict: SignInVerdict.Welcome, Account: { } account })
        {
            await HttpContext.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            signals.SignedIn(HttpContext, account, mayMark: true);
            await browsers.SignIn(HttpContext, account, secondFactor: true);
            return SignInModel.Onward(this, ReturnUrl, account.Person.Roles);
        }
        Error = SignInModel.Why(outcome.Verdict);
        return Page();
    }

    /// <summary>Whose password was right a moment ago in this browser; null: nobody's.</summary>
    private async Task<string?> Half() =>
        (await HttpContext.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
}
