using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>One key: what it may do, another in its place, and its end. A key of somebody else is not found.</summary>
public sealed class KeyModel(KeyDesk desk, TimeProvider time) : CustomerPageModel
{
    /// <summary>How long an old key may live on, in hours.</summary>
    public static readonly int[] Graces = [0, 1, 24, 24 * 7, 24 * 30];

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public KeyForm Form { get; set; } = new();

    /// <summary>Hours.</summary>
    [BindProperty]
    public int Grace { get; set; } = 24;

    public ApiKeyRow Key { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public string? NewKey { get; private set; }

    /// <summary>What became of the old one.</summary>
    public string? NewText { get; private set; }

    public string? Error { get; private set; }

    public string? Message => Done == "saved" ? CustomerTexts.KeyDoneSaved : null;

    public async Task<IActionResult> OnGet()
    {
        if (!await Find()) return NotFound();
        Form = KeyForm.Of(Key.Rules);
        return Page();
    }

    public async Task<IActionResult> OnPostSave()
    {
        if (!await Find()) return NotFound();
        ModelState.Clear();
        if (Form.Read(Key.Rules) is not { } rules) return Page();
        if (Key.WorksAt(Now) && await desk.Change(Customer, Key.Id, rules) == KeyVerdict.Done) return RedirectToPage(new { id = Id, done = "saved" });
        Error = Key.WorksAt(Now) ? CustomerTexts.TryAgain : CustomerTexts.KeyOver;
        return Page();
    }

    public async Task<IActionResult> OnPostRotate()
    {
        if (!await Find()) return NotFound();
        ModelState.Clear();
        Form = KeyForm.Of(Key.Rules);
        var grace = TimeSpan.FromHours(Graces.Contains(Grace) ? Grace : 24);
        var key = ApiKey.Create();
        switch (await desk.Rotate(Customer, Key.Id, ApiKey.Hash(key), grace))
        {
            case KeyVerdict.Done:
                NewKey = key;
                NewText = grace == TimeSpan.Zero ? CustomerTexts.KeyNewRotatedNow : Texts.Format(CustomerTexts.KeyNewRotated, Format.Moment(Now + grace));
                await Find();
                break;
            case KeyVerdict.TooMany: Error = Texts.Format(CustomerTexts.KeyErrorTooMany, KeyDesk.MostKeys); break;
            case KeyVerdict.Over: Error = CustomerTexts.KeyOver; break;
            default: Error = CustomerTexts.TryAgain; break;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke()
    {
        if (!await Find() || await desk.Revoke(Customer, Key.Id) != KeyVerdict.Done) return NotFound();
        return RedirectToPage("/Customer/Keys", new { done = "revoked" });
    }

    private async Task<bool> Find()
    {
        Now = time.GetUtcNow();
        var found = (await desk.List(Customer)).FirstOrDefault(k => k.Id == new ApiKeyId(Id));
        if (found is not null) Key = found;
        return found is not null;
    }
}
