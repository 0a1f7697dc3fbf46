using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>What a worker has, and where it came from.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DashboardModel(WorkerDesk desk, IMarketStore store) : PageModel
{
    private const int LatestEntries = 20;

    public WorkerView View { get; private set; } = null!;

    public ImmutableArray<StatementEntry> Entries { get; private set; } = [];

    public async Task OnGet()
    {
        var worker = User.Worker();
        View = await desk.View(worker);
        Entries = await store.Statement(AccountId.Of(worker), null, LatestEntries);
    }

    internal static string Name(WorkerStatus status) => status switch
    {
        WorkerStatus.Active => Texts.StatusActive,
        WorkerStatus.InTraining => Texts.StatusInTraining,
        _ => Texts.StatusSuspended,
    };

    internal static string Name(Kind kind) => kind == Kind.ImageText ? Texts.KindImageText : kind.ToString();
}
