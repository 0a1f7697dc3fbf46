using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

public sealed class RegisterModel(Enrollment enrollment, BrowserSessions browsers, AccountSignals signals) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The code of the link by which he came, from the page's address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Invited { get; set; }

    public string? Error { get; private set; }

    public bool IsEmailWrong { get; private set; }

    public bool IsPasswordWrong { get; private set; }

    public IActionResult OnGet()
    {
        if (User.IsWorker()) return RedirectToPage("/Work");
        InvitationCookie.Keep(HttpContext, Invited);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        Email = Email?.Trim();
        var result = await enrollment.Register(Email, Password, HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted, Invited ?? InvitationCookie.Read(Request));
        if (result.Account is { } account)
        {
            signals.SignedIn(HttpContext, account, mayMark: true);
            await browsers.SignIn(HttpContext, account, secondFactor: false);
            InvitationCookie.Forget(HttpContext);
            return RedirectToPage("/Work");
        }
        IsEmailWrong = result.Verdict is EnrollVerdict.EmailTaken or EnrollVerdict.EmailMalformed;
        IsPasswordWrong = result.Verdict == EnrollVerdict.PasswordTooShort;
        Error = Why(result.Verdict);
        return Page();
    }

    internal static string Why(EnrollVerdict verdict) => verdict switch
    {
        EnrollVerdict.EmailTaken => Texts.ErrorEmailTaken,
        EnrollVerdict.EmailMalformed => Texts.ErrorEmailMalformed,
        EnrollVerdict.PasswordTooShort => Texts.Format(Texts.ErrorPasswordTooShort, Enrollment.ShortestPassword),
        _ => Texts.ErrorTooMany,
    };
}
