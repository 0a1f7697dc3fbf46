using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Moderators;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using CaptchaGrains.Portal.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages;

/// <summary>What a worker has, how good his answers are taken to be, and what was done to him because of them.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DashboardModel(WorkerDesk desk, IMarketStore store, IEarningStore earnings, ISanctionStore sanctions, CaseDesk cases, AppealDesk appeals, ExpectedAnswers answers, TimeProvider time) : PageModel
{
    private const int LatestEntries = 5;
    private const int SanctionsPage = 5;

    /// <summary>The sanctions go on behind this one; null: from the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>What he says against a sanction.</summary>
    [BindProperty]
    public string? Text { get; set; }

    [TempData]
    public string? Done { get; set; }

    /// <summary>His own terms were saved; it is said beside them.</summary>
    [TempData]
    public bool IsSaved { get; set; }

    /// <summary>His own terms, as they are or as he wrote them.</summary>
    public TermsForm Own { get; private set; } = new();

    public WorkerView View { get; private set; } = null!;

    public ImmutableArray<StatementEntry> Entries { get; private set; } = [];

    public PayDays Pay { get; private set; } = null!;

    public ImmutableArray<SkillRow> Skills { get; private set; } = [];

    public ImmutableArray<SanctionCard> Sanctions { get; private set; } = [];

    public PageLinks SanctionLinks { get; private set; } = new(null, null);

    public long Incorrect { get; private set; }

    public long Typical { get; private set; }

    public ReportOptions Numbers => cases.Numbers;

    /// <summary>The sanction whose appeal was refused; null: none.</summary>
    public long? Appealed { get; private set; }

    public string? Error { get; private set; }

    /// <summary>Thousandths; of the kind of which most is known, as in the worker API.</summary>
    public int EarnPerMille => View.Skills.MaxBy(s => s.Estimate.Evidence)?.EarnPerMille ?? 1000;

    public Task OnGet() => Load();

    /// <param name="rate">Dollars for 1000 answers.</param>
    /// <param name="cap">Dollars for a day.</param>
    public async Task<IActionResult> OnPostTerms(string? rate, string? cap)
    {
        var form = new TermsForm { Rate = rate, Cap = cap };
        if (form.Read() is not { } terms)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await Load();
            Own = form;
            return Page();
        }
        IsSaved = await desk.SetTerms(User.Worker(), terms) == TermsVerdict.Set;
        return RedirectToPage("/Dashboard", null, new { before = (long?)null }, "terms");
    }

    /// <param name="id">Of a sanction of his; another's is none that he has.</param>
    public async Task<IActionResult> OnPostAppeal(long id)
    {
        if (!Plain.IsText(Text, Appeal.LongestText)) return await Refused(id, Texts.Format(DashboardTexts.AppealWanted, Appeal.LongestText));
        var result = await appeals.Appeal(User.Worker(), new SanctionId(id), Text!);
        switch (result.Verdict)
        {
            case ModerationVerdict.Done:
                Done = DashboardTexts.AppealDone;
                return RedirectToPage("/Dashboard", null, new { before = (long?)null }, "sanctions");
            case ModerationVerdict.Unknown: return await Refused(id, DashboardTexts.AppealUnknown);
            case ModerationVerdict.AppealedBefore: return await Refused(id, DashboardTexts.AppealedBefore);
            case ModerationVerdict.Over: return await Refused(id, DashboardTexts.AppealOver);
            default: return await Refused(id, ModeratorTexts.RefusedTryAgain);
        }
    }

    private async Task<IActionResult> Refused(long id, string why)
    {
        (Appealed, Error) = (id, why);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Load();
        return Page();
    }

    private async Task Load()
    {
        var worker = User.Worker();
        var now = time.GetUtcNow();
        View = await desk.View(worker);
        if (View.Profile is { } profile) Own = TermsForm.Of(profile.Terms);
        var first = PayDays.FirstDay(now);
        Pay = PayDays.Of(first, await earnings.EarnedByDay(worker, first, PayDays.Length));
        Entries = await store.Statement(AccountId.Of(worker), null, LatestEntries);
        Skills = [.. View.Skills.Select(s => SkillRow.Of(s, Numbers))];
        (Incorrect, Typical) = (await cases.CountIncorrect(worker), await cases.CountTypical(worker));
        var page = await sanctions.SanctionsOf(worker, Before is { } before ? new SanctionId(before) : null, SanctionsPage);
        var expected = await answers.ForWorker(page);
        Sanctions = [.. page.Select(s => new SanctionCard(s, now, $"{Request.PathBase}{WorkerEndpoints.Root}/sanctions/{s.Id}/evidence", expected, ForModerator: false))];
        SanctionLinks = new PageLinks(
            Before is null ? null : Url.Page("/Dashboard", null, new { before = (long?)null }, null, null, "sanctions"),
            page.Length == SanctionsPage ? Url.Page("/Dashboard", null, new { before = page[^1].Id.Value }, null, null, "sanctions") : null);
    }
}
