using System.Security.Claims;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

public sealed class SignInModel(SignIns signIns, BrowserSessions browsers, AccountSignals signals) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where he wanted to go; only to a page of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Error { get; private set; }

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? Onward(this, ReturnUrl, User.Roles()) : Page();

    public async Task<IActionResult> OnPost()
    {
        Email = Email?.Trim();
        var outcome = await signIns.Check(Email, Password, code: null, HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted);
        if (outcome is { Verdict: SignInVerdict.Welcome, Account: { } account })
        {
            signals.SignedIn(HttpContext, account, mayMark: true);
            await browsers.SignIn(HttpContext, account, secondFactor: false);
            return Onward(this, ReturnUrl, account.Person.Roles);
        }
        if (outcome is { Verdict: SignInVerdict.NeedsCode, Account: { } half })
        {
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Format.Machine(half.Person.Id))], IdentityConstants.TwoFactorUserIdScheme);
            await HttpContext.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity));
            return RedirectToPage("/SignInCode", new { ReturnUrl });
        }
        Error = Why(outcome.Verdict);
        return Page();
    }

    internal static string Why(SignInVerdict verdict) => verdict switch
    {
        SignInVerdict.LockedOut => Texts.ErrorLockedOut,
        SignInVerdict.TooMany => Texts.ErrorTooMany,
        SignInVerdict.BadCode => AccountTexts.ErrorBadCode,
        _ => Texts.ErrorBadCredentials,
    };

    /// <summary>To where he wanted to go, if that is here, else to where his role begins.</summary>
    internal static IActionResult Onward(PageModel page, string? returnUrl, RoleSet roles) =>
        page.Url.IsLocalUrl(returnUrl) ? page.LocalRedirect(returnUrl!) : page.RedirectToPage(Navigation.Home(roles));
}
