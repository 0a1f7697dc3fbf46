using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>Somebody who has captchas to be solved opens a customer account for himself.</summary>
public sealed class RegisterCustomerModel(Enrollment enrollment, BrowserSessions browsers) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string? Error { get; private set; }

    public bool IsEmailWrong { get; private set; }

    public bool IsPasswordWrong { get; private set; }

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? RedirectToPage(Navigation.Home(User.Roles())) : Page();

    public async Task<IActionResult> OnPost()
    {
        Email = Email?.Trim();
        var result = await enrollment.RegisterCustomer(Email, Password, HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted);
        if (result.Account is { } account)
        {
            await browsers.SignIn(HttpContext, account, secondFactor: false);
            return RedirectToPage("/Customer/Index");
        }
        IsEmailWrong = result.Verdict is EnrollVerdict.EmailTaken or EnrollVerdict.EmailMalformed;
        IsPasswordWrong = result.Verdict == EnrollVerdict.PasswordTooShort;
        Error = RegisterModel.Why(result.Verdict);
        return Page();
    }
}
