using System.Collections.Immutable;
using System.Text;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Account;

/// <summary>Sets up a second factor: an authenticator's codes, and recovery codes for the day it is lost. Who has one switches it off with a code.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SecondFactorModel(BrowserSessions browsers, UserManager<Accounts.Account> users, SignInLimit limit, UsedCodes used, PortalOptions options) : PageModel
{
    /// <summary>As Identity recommends; each is good for one sign-in.</summary>
    private const int RecoveryCodeCount = 10;

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool IsOn { get; private set; }

    public int CodesLeft { get; private set; }

    /// <summary>Present before it is on.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What an authenticator reads: the key, and whose it is.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Present once, right after they were made.</summary>
    public ImmutableArray<string> RecoveryCodes { get; private set; } = [];

    public string? Error { get; private set; }

    /// <summary>The person's roles demand it: it can be made anew, not left out.</summary>
    public bool IsObligatory { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (await browsers.Account(User) is not { } account) return RedirectToPage("/SignOut");
        if (!account.Person.HasSecondFactor && string.IsNullOrEmpty(await users.GetAuthenticatorKeyAsync(account))) await users.ResetAuthenticatorKeyAsync(account);
        await Show(account);
        return Page();
    }

    public async Task<IActionResult> OnPostTurnOn(string? code)
    {
        if (await browsers.Account(User) is not { } account) return RedirectToPage("/SignOut");
        if (account.Person.HasSecondFactor) return RedirectToPage();
        if (await IsGood(account, code))
        {
            await users.SetTwoFactorEnabledAsync(account, true);
            RecoveryCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodeCount) ?? []];
            // Every session that was opened without a code ends; this one has just shown one.
            await browsers.Renew(HttpContext, account, secondFactor: true);
        }
        await Show(account);
        return Page();
    }

    public async Task<IActionResult> OnPostCodes(string? code)
    {
        if (await browsers.Account(User) is not { } account) return RedirectToPage("/SignOut");
        if (account.Person.HasSecondFactor && await IsGood(account, code))
            RecoveryCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodeCount) ?? []];
        await Show(account);
        return Page();
    }

    public async Task<IActionResult> OnPostTurnOff(string? code)
    {
        if (await browsers.Account(User) is not { } account) return RedirectToPage("/SignOut");
        if (account.Person.HasSecondFactor && await IsGood(account, code))
        {
            await users.SetTwoFactorEnabledAsync(account, false);
            await users.ResetAuthenticatorKeyAsync(account);
            account.Person = account.Person with { RecoveryCodes = "" };
            await users.UpdateAsync(account);
            await browsers.Renew(HttpContext, account, secondFactor: false);
        }
        await Show(account);
        return Page();
    }

    private async Task<bool> IsGood(Accounts.Account account, string? code)
    {
        var digits = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        Error = !limit.Allows(HttpContext.Connection.RemoteIpAddress) ? Texts.ErrorTooMany
            : await users.IsLockedOutAsync(account) ? Texts.ErrorLockedOut
            : digits.Length > 0 && await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, digits)
                && used.Take(account.Person.Id, digits) ? null
            : AccountTexts.ErrorBadCode;
        if (Error == AccountTexts.ErrorBadCode) await users.AccessFailedAsync(account);
        return Error is null;
    }

    private async Task Show(Accounts.Account account)
    {
        IsOn = account.Person.HasSecondFactor;
        IsObligatory = options.SecondFactorRequired && (account.Person.Roles.Has(PersonRole.Moderator) || account.Person.Roles.Has(PersonRole.Operator));
        CodesLeft = await users.CountRecoveryCodesAsync(account);
        if (IsOn) return;
        var key = await users.GetAuthenticatorKeyAsync(account) ?? "";
        Key = InGroups(key);
        Address = $"otpauth://totp/{Uri.EscapeDataString($"{Texts.AppName}:{account.Person.Email}")}?secret={key}&issuer={Uri.EscapeDataString(Texts.AppName)}&digits=6";
    }

    /// <summary>As somebody types it into a telephone: four by four.</summary>
    internal static string InGroups(string key)
    {
        var text = new StringBuilder(key.Length * 5 / 4 + 1);
        for (var i = 0; i < key.Length; i++)
        {
            if (i > 0 && i % 4 == 0) text.Append(' ');
            text.Append(key[i]);
        }
        return text.ToString();
    }
}
