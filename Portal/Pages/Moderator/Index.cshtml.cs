using System.Collections.Immutable;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Moderators;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>Where moderators begin: the cases that wait for this one, the oldest first.</summary>
public sealed class IndexModel(CaseDesk cases, AppealDesk appeals, TimeProvider time) : ModeratorPage
{
    private const int PageSize = 20;

    /// <summary>Nobody needs to know more exactly how much there is to do.</summary>
    public const int Counted = 100;

    /// <summary>The list goes on behind this captcha.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public ImmutableArray<QueuedCase> Cases { get; private set; } = [];

    public PageLinks Links { get; private set; } = new(null, null);

    public int Appeals { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public async Task OnGet()
    {
        var (waiting, next) = await cases.Waiting(User.Person(), new CaptchaId(After ?? 0), PageSize);
        var incorrect = new Dictionary<WorkerId, long>();
        foreach (var worker in waiting.Select(c => c.Report.Worker!.Value).Distinct()) incorrect[worker] = await cases.CountIncorrect(worker);
        Cases = [.. waiting.Select(c => new QueuedCase(c, incorrect[c.Report.Worker!.Value], DecisionTimes.Default.DueAt(c.Report)))];
        Links = new PageLinks(After is null ? null : Url.Page("/Moderator/Index", new { after = (long?)null }), next is { } last ? Url.Page("/Moderator/Index", new { after = last.Value }) : null);
        Appeals = (await appeals.Waiting(User.Person(), default, Counted)).Appeals.Length;
    }
}

/// <param name="Incorrect">Answers of its worker that were found to be incorrect.</param>
public sealed record QueuedCase(WaitingCase Case, long Incorrect, DateTimeOffset? DueAt);
