using System.Collections.Immutable;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Moderators;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>Appeals that wait, and that this moderator may decide.</summary>
public sealed class AppealsModel(AppealDesk desk, TimeProvider time) : ModeratorPage
{
    private const int PageSize = 20;

    /// <summary>The list goes on behind this sanction.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public ImmutableArray<Sanction> Appeals { get; private set; } = [];

    public PageLinks Links { get; private set; } = new(null, null);

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public async Task OnGet()
    {
        (Appeals, var next) = await desk.Waiting(User.Person(), new SanctionId(After ?? 0), PageSize);
        Links = new PageLinks(After is null ? null : Url.Page("/Moderator/Appeals", new { after = (long?)null }), next is { } last ? Url.Page("/Moderator/Appeals", new { after = last.Value }) : null);
    }
}
