using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Work;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>The work page: a frame for the scripts in <c>wwwroot/workpage</c>, which get captchas over the worker API with the browser's cookie.</summary>
public sealed class WorkModel(WorkerDesk desk, IMarketStore store, IAntiforgery antiforgery, PortalOptions options) : PageModel
{
    // Those that the scripts show: all of the page's own, and of the others those with these prefixes.
    private static readonly ImmutableArray<PropertyInfo> ScriptTexts =
    [
        .. typeof(WorkTexts).GetProperties(),
        .. typeof(Texts).GetProperties().Where(p => p.Name.StartsWith("Work", StringComparison.Ordinal) || p.Name.StartsWith("Chip", StringComparison.Ordinal)
            || p.Name.StartsWith("Flaw", StringComparison.Ordinal) || p.Name == nameof(Texts.KindImageText)),
    ];

    public Money Balance { get; private set; }

    public string Api => $"{Request.PathBase}{WorkerEndpoints.Root}";

    public string CsrfToken { get; private set; } = "";

    public string SignInUrl => Url.Page("/SignIn", new { returnUrl = Url.Page("/Work") })!;

    /// <summary>Under which the browser remembers what he chose: several people may share it.</summary>
    public string Worker => User.Worker().ToString();

    /// <summary>Milliseconds.</summary>
    public string BreakAfter => options.BreakAfter.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    public static string TextsAsJson => JsonSerializer.Serialize(ScriptTexts.ToDictionary(p => p.Name, p => (string)p.GetValue(null)!));

    public async Task<IActionResult> OnGet()
    {
        // Whoever has a training to pass is led there, and not to captchas that he would be refused.
        if ((await desk.View(User.Worker())).Status == WorkerStatus.InTraining) return RedirectToPage("/Training");
        Balance = await store.Balance(AccountId.Of(User.Worker()));
        CsrfToken = antiforgery.GetAndStoreTokens(HttpContext).RequestToken!;
        return Page();
    }
}
