using System.Collections.Immutable;
using System.Security.Claims;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Account;

/// <summary>What belongs to the person rather than to a role: password, sessions, second factor.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(BrowserSessions browsers, Sessions sessions, UserManager<Accounts.Account> users, HashGate gate, SignInLimit limit) : PageModel
{
    private string? _own;

    public Person Person { get; private set; } = null!;

    public ImmutableArray<SessionRow> Open { get; private set; } = [];

    public string? Error { get; private set; }

    /// <summary>What was done, after the redirect that follows it.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>The session of this browser itself.</summary>
    public bool IsOwn(SessionRow session) => session.TokenHash == _own;

    public async Task<IActionResult> OnGet() => await Load() is null ? RedirectToPage("/SignOut") : Page();

    public async Task<IActionResult> OnPostPassword(string? current, string? next)
    {
        if (await Load() is not { } account) return RedirectToPage("/SignOut");
        Error = await Change(account, current ?? "", next ?? "");
        if (Error is not null) return Page();
        await browsers.Renew(HttpContext, account, User.HasSecondFactor());
        Done = AccountTexts.PasswordChanged;
        return RedirectToPage();
    }

    /// <param name="session">Its hash, as the page has it; only a session of this person is ended.</param>
    public async Task<IActionResult> OnPostEnd(string? session)
    {
        if (await Load() is null) return RedirectToPage("/SignOut");
        if (Open.FirstOrDefault(s => s.TokenHash == session && !IsOwn(s)) is { } found)
        {
            await sessions.End(found);
            Done = AccountTexts.SessionEnded;
        }
        return RedirectToPage();
    }

    /// <summary>Ends every session, of browsers and programs, but this browser's.</summary>
    public async Task<IActionResult> OnPostEverywhere()
    {
        if (await Load() is not { } account) return RedirectToPage("/SignOut");
        await users.UpdateSecurityStampAsync(account);
        await browsers.Renew(HttpContext, account, User.HasSecondFactor());
        Done = AccountTexts.EverywhereDone;
        return RedirectToPage();
    }

    /// <returns>What is wrong; null: it is changed.</returns>
    private async Task<string?> Change(Accounts.Account account, string current, string next)
    {
        if (!limit.Allows(HttpContext.Connection.RemoteIpAddress)) return Texts.ErrorTooMany;
        if (next.Length < Enrollment.ShortestPassword || string.IsNullOrWhiteSpace(next)) return Texts.Format(Texts.ErrorPasswordTooShort, Enrollment.ShortestPassword);
        // Whoever found the browser open guesses no further than at the door.
        if (await users.IsLockedOutAsync(account)) return Texts.ErrorLockedOut;
        var (done, result) = await gate.Run(() => users.ChangePasswordAsync(account, current, next), HttpContext.RequestAborted);
        if (!done) return Texts.ErrorTooMany;
        if (result!.Succeeded) return null;
        if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch))) await users.AccessFailedAsync(account);
        return AccountTexts.ErrorPasswordWrong;
    }

    private async Task<Accounts.Account?> Load()
    {
        if (await browsers.Account(User) is not { } account) return null;
        Person = account.Person;
        Open = await sessions.Of(Person.Id);
        _own = User.FindFirstValue(PersonClaims.Session) is { } token ? Sessions.Hash(token) : null;
        return account;
    }
}
