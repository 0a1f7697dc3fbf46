using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.ModeratorApi;
using CaptchaGrains.Portal.Moderators;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Moderator;

/// <summary>How a worker stands, what was done to him, and what a moderator does to him outside a case.</summary>
public sealed class WorkerModel(CaseDesk cases, SanctionDesk desk, ExpectedAnswers answers, TimeProvider time) : ModeratorPage
{
    /// <summary>Numbers of answers that the sanction rests on.</summary>
    [BindProperty]
    public string? Captchas { get; set; }

    [BindProperty]
    public string? LiftReason { get; set; }

    public WorkerId Id { get; private set; }

    /// <summary>Null: there is no such worker.</summary>
    public WorkerFile? Record { get; private set; }

    public bool IsLiftWrong { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public SkillOptions SkillNumbers => cases.Numbers.Skill;

    public MistakeOptions Mistakes => cases.Numbers.Mistakes;

    /// <summary>Something that a moderator can end is in force.</summary>
    public bool CanLift => Record!.Sanctions.Any(s => s.What != SanctionKind.Limit && s.HoldsAt(Now));

    public ImmutableArray<SanctionCard> Cards { get; private set; } = [];

    public Task<IActionResult> OnGet(long id) => Shown(id);

    /// <param name="what">training, suspension or ban.</param>
    public async Task<IActionResult> OnPostImpose(long id, string? what)
    {
        SanctionKind? kind = what switch { "training" => SanctionKind.Training, "suspension" => SanctionKind.Suspension, "ban" => SanctionKind.Ban, _ => null };
        if (kind is not { } sanction) return BadRequest();
        if (FlawOf(Reason) is { } flaw) return await Refused(id, flaw);
        if (Numbers(Captchas) is not { } restsOn) return await Refused(id, Texts.Format(ModeratorTexts.CaptchasWanted, Sanction.MostEvidence));
        var result = await desk.Impose(User.Person(), new WorkerId(id), sanction, Reason!, restsOn);
        if (ModeratorNames.Refusal(result.Verdict) is { } refusal) return await Refused(id, refusal);
        Done = Texts.Format(ModeratorTexts.ImposedDone, ModeratorNames.Of(sanction));
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostLift(long id)
    {
        IsLiftWrong = true;
        if (FlawOf(LiftReason) is { } flaw) return await Refused(id, flaw);
        var (verdict, lifted) = await desk.Lift(User.Person(), new WorkerId(id), LiftReason!);
        if (ModeratorNames.Refusal(verdict) is { } refusal) return await Refused(id, refusal);
        Done = Texts.Format(ModeratorTexts.LiftedDone, lifted.Length);
        return RedirectToPage(new { id });
    }

    internal static string ImagesOf(HttpRequest request, Sanction sanction) => $"{request.PathBase}{ModeratorEndpoints.Root}/sanctions/{sanction.Id}/evidence";

    /// <returns>Null: one of them is no number, or there are too many.</returns>
    private static ImmutableArray<CaptchaId>? Numbers(string? typed)
    {
        var parts = (typed ?? "").Split([' ', ',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > Sanction.MostEvidence) return null;
        var numbers = parts.Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToList();
        return numbers.Contains(-1) ? null : [.. numbers.Select(n => new CaptchaId(n))];
    }

    private async Task<IActionResult> Shown(long id)
    {
        Id = new WorkerId(id);
        Record = await cases.File(User.Person(), Id);
        if (Record is not { } record)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        var expected = await answers.ForModerator(record.Sanctions);
        Cards = [.. record.Sanctions.Select(s => new SanctionCard(s, Now, ImagesOf(Request, s), expected, ForModerator: true))];
        return Page();
    }

    private async Task<IActionResult> Refused(long id, string why)
    {
        await Shown(id);
        return Refused(why);
    }
}
