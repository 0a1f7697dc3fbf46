using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Portal.Customers;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>One captcha with its images, its answer, and what came of both. One of somebody else is not found, and neither are its images.</summary>
public sealed class CaptchaModel(IMarketStore store, IReportStore reports, ICallbackStore callbacks, ReportDesk desk, ImageOptions kept, TimeProvider time) : CustomerPageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public CaptchaState Captcha { get; private set; } = null!;

    public CaptchaView View { get; private set; } = null!;

    /// <summary>How many images of its own it has, and which of them are still kept.</summary>
    public ImmutableArray<(int Number, bool IsKept)> Images { get; private set; } = [];

    public int DaysKept => kept.KeepFor.Days;

    public bool HasInstructionImage { get; private set; }

    public ReportState? Report { get; private set; }

    public CallbackHistory? Callback { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public DateTimeOffset ReportUntil => Captcha.SubmittedAt + ReportDesk.Window;

    public bool MayReport => Captcha.Status == CaptchaStatus.Solved && Report is null && Now <= ReportUntil;

    public string? Message => Done switch
    {
        "reported" => CustomerTexts.ReportDone,
        "replayed" => CustomerTexts.CallbackReplayed,
        _ => null,
    };

    public string? Error => Done switch
    {
        "duplicate" => CustomerTexts.ReportDuplicate,
        "late" => CustomerTexts.ReportNot,
        _ => null,
    };

    public async Task<IActionResult> OnGet()
    {
        if (await Find() is not { } captcha) return NotFound();
        (Captcha, View, Now) = (captcha, CaptchaView.Of(captcha), time.GetUtcNow());
        var images = ImmutableArray.CreateBuilder<(int, bool)>();
        // Only the bytes themselves say whether they are still there; there are nine at most.
        foreach (var number in Enumerable.Range(1, Count(captcha.Request))) images.Add((number, await store.FindImage(captcha.Id, ImageParts.Numbered(number)) is not null));
        Images = images.ToImmutable();
        HasInstructionImage = captcha.Request.HasInstructionImage && await store.FindImage(captcha.Id, ImagePart.Instruction) is not null;
        Report = await reports.FindReportState(captcha.Id);
        Callback = await callbacks.FindCallback(Customer, captcha.Id);
        return Page();
    }

    /// <summary>An image or a sound.</summary>
    /// <param name="n">Which one; 0: the instruction.</param>
    public async Task<IActionResult> OnGetImage(int n)
    {
        if (n is < 0 or > Rotation.MostImages || await Find() is not { } captcha) return NotFound();
        if (await store.FindImage(captcha.Id, n == 0 ? ImagePart.Instruction : ImageParts.Numbered(n)) is not { } image) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        // The type is what the bytes say, not what the customer said; the array is immutable, and nobody writes to it on this way.
        return File(ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? [], image.ContentType);
    }

    public async Task<IActionResult> OnPostReport(bool isRight)
    {
        var verdict = await desk.Report(Customer, new CaptchaId(Id), isRight);
        return verdict switch
        {
            ReportVerdict.Unknown => NotFound(),
            ReportVerdict.Recorded => RedirectToPage(new { id = Id, done = "reported" }),
            ReportVerdict.Duplicate => RedirectToPage(new { id = Id, done = "duplicate" }),
            _ => RedirectToPage(new { id = Id, done = "late" }),
        };
    }

    public async Task<IActionResult> OnPostReplay() =>
        await callbacks.ReplayCallback(Customer, new CaptchaId(Id), time.GetUtcNow()) ? RedirectToPage(new { id = Id, done = "replayed" }) : NotFound();

    private static int Count(CaptchaRequest request) => request.Kind switch
    {
        Kind.Rotate => request.Rotation?.Images ?? 1,
        Kind.ImageText or Kind.Grid or Kind.Coordinates or Kind.Audio => 1,
        _ => 0,
    };

    private async Task<CaptchaState?> Find() =>
        await store.FindCaptcha(new CaptchaId(Id)) is { IsOfHouse: false } found && found.Customer == Customer ? found : null;
}
