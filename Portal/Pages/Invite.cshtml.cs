using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Pay;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>A worker's link, and what his friends brought him.</summary>
[Authorize(Policy = PortalSchemes.WorkerPages)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class InviteModel(ReferralDesk desk, FriendCursors cursors) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The list goes on behind this friend; null: from the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public string Link { get; private set; } = "";

    public FriendsView View { get; private set; } = null!;

    /// <summary>Where the following page goes on; null: there is none.</summary>
    public string? Next { get; private set; }

    public async Task OnGet()
    {
        var worker = User.Worker();
        Link = $"{Request.Scheme}://{Request.Host}{Url.Page("/Register")}?invited={await desk.CodeOf(worker)}";
        View = await desk.Friends(worker, cursors.Read(worker, After) ?? new WorkerId(0), PageSize);
        Next = cursors.Write(worker, View.Next);
    }
}
