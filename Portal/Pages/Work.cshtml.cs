using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>The work page: a frame for <c>work.js</c>, which gets captchas over the worker API with the browser's cookie.</summary>
public sealed class WorkModel(IMarketStore store, IAntiforgery antiforgery) : PageModel
{
    // Those that the script shows, by the prefixes of their names.
    private static readonly ImmutableArray<PropertyInfo> ScriptTexts =
        [.. typeof(Texts).GetProperties().Where(p => p.Name.StartsWith("Work", StringComparison.Ordinal)
            || p.Name.StartsWith("Chip", StringComparison.Ordinal) || p.Name.StartsWith("Flaw", StringComparison.Ordinal))];

    public Money Balance { get; private set; }

    public string Api => $"{Request.PathBase}{WorkerEndpoints.Root}";

    public string CsrfToken { get; private set; } = "";

    public string SignInUrl => Url.Page("/SignIn", new { returnUrl = Url.Page("/Work") })!;

    public static string TextsAsJson => JsonSerializer.Serialize(ScriptTexts.ToDictionary(p => p.Name, p => (string)p.GetValue(null)!));

    public async Task OnGet()
    {
        Balance = await store.Balance(AccountId.Of(User.Worker()));
        CsrfToken = antiforgery.GetAndStoreTokens(HttpContext).RequestToken!;
    }
}
