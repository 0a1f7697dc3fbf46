using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>Where moderators begin: what waits for this one.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(CaseDesk cases, AppealDesk appeals) : PageModel
{
    /// <summary>Nobody needs to know more exactly how much there is to do.</summary>
    public const int Counted = 100;

    public int Cases { get; private set; }

    public int Appeals { get; private set; }

    public async Task OnGet()
    {
        Cases = (await cases.Waiting(User.Person(), default, Counted)).Cases.Length;
        Appeals = (await appeals.Waiting(User.Person(), default, Counted)).Appeals.Length;
    }
}
