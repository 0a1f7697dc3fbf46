using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>Where a customer is called, what callbacks are signed with, and what became of the last ones.</summary>
public sealed class CallbacksModel(ICallbackStore store, ICallbackHosts hosts, ICustomerHistory history, TimeProvider time) : CustomerPageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public string? Host { get; set; }

    public CallbackProfile? Profile { get; private set; }

    public ImmutableArray<string> Hosts => Profile?.Hosts ?? [];

    /// <summary>Until when the secret before signs too; null: it does not.</summary>
    public DateTimeOffset? OldUntil => Profile is { PreviousSecret: not null, PreviousUntil: { } until } && until > time.GetUtcNow() ? until : null;

    public CustomerPage<CallbackHistory> List { get; private set; } = null!;

    public PageLinks Links { get; private set; } = null!;

    public string? HostError { get; private set; }

    public string? Message => Done switch
    {
        "added" => CustomerTexts.HooksDoneAdded,
        "removed" => CustomerTexts.HooksDoneRemoved,
        "secret" => CustomerTexts.HooksDoneSecret,
        "replayed" => CustomerTexts.CallbackReplayed,
        _ => null,
    };

    public string? Error => Done == "none" ? CustomerTexts.CallbackNoReplay : null;

    public Task OnGet() => Read();

    public async Task<IActionResult> OnPostAdd()
    {
        ModelState.Clear();
        var verdict = await hosts.Register(Customer, Host?.Trim(), HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted);
        if (verdict == RegisterVerdict.Registered) return RedirectToPage(new { done = "added" });
        HostError = verdict switch
        {
            RegisterVerdict.Malformed => CustomerTexts.HooksErrorMalformed,
            RegisterVerdict.Forbidden => CustomerTexts.HooksErrorForbidden,
            RegisterVerdict.OtherAddress => CustomerTexts.HooksErrorOtherAddress,
            _ => CustomerTexts.HooksErrorTooMany,
        };
        await Read();
        return Page();
    }

    public async Task<IActionResult> OnPostRemove()
    {
        await hosts.Remove(Customer, Host);
        return RedirectToPage(new { done = "removed" });
    }

    public async Task<IActionResult> OnPostSecret()
    {
        await hosts.ReplaceSecret(Customer);
        return RedirectToPage(new { done = "secret" });
    }

    public async Task<IActionResult> OnPostReplay(long captcha) =>
        RedirectToPage(new { done = await store.ReplayCallback(Customer, new CaptchaId(captcha), time.GetUtcNow()) ? "replayed" : "none" });

    private async Task Read()
    {
        Profile = await store.FindCallbackProfile(Customer);
        List = await history.CallbacksOf(Customer, Before, PageSize);
        Links = new PageLinks(
            Before is null ? null : Url.Page("/Customer/Callbacks", new { before = (long?)null }),
            List.Next is { } next ? Url.Page("/Customer/Callbacks", new { before = next }) : null);
    }
}
