using System.Collections.Immutable;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Portal.Customers;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>The sites that a customer says he may automate.</summary>
public sealed class DomainsModel(DomainDesk desk, TimeProvider time) : CustomerPageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public string? Domain { get; set; }

    [BindProperty]
    public DeclarationGround? Ground { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public DateTimeOffset Now { get; private set; }

    public ImmutableArray<SiteDeclaration> Sites { get; private set; } = [];

    /// <summary>Those for which the host vouches without an end.</summary>
    public ImmutableArray<string> Vouched { get; private set; } = [];

    public string? DomainError { get; private set; }

    public string? GroundError { get; private set; }

    public string? NoteError { get; private set; }

    public string? Message => Done switch
    {
        "declared" => CustomerTexts.SitesDoneDeclared,
        "withdrawn" => CustomerTexts.SitesDoneWithdrawn,
        _ => null,
    };

    public string? Error => Done == "none" ? CustomerTexts.SitesErrorNotPossible : null;

    public Task OnGet() => Read();

    public async Task<IActionResult> OnPostDeclare()
    {
        ModelState.Clear();
        var note = Note?.Trim() ?? "";
        if (!DomainName.TryParse(Domain?.Trim(), out var domain)) DomainError = CustomerTexts.SitesErrorMalformed;
        if (Ground is not { } ground || !Enum.IsDefined(ground)) GroundError = CustomerTexts.SitesErrorGround;
        else if (note.Length > SiteDeclaration.LongestNote) NoteError = Texts.Format(CustomerTexts.SitesErrorNote, SiteDeclaration.LongestNote);
        else if (DomainError is null)
        {
            var result = await desk.DeclareOwn(Customer, new Declare(domain.Value, ground, note));
            if (result.Verdict == DeclarationVerdict.Done) return RedirectToPage(new { done = "declared" });
            DomainError = result.Verdict switch
            {
                DeclarationVerdict.Denied => CustomerTexts.SitesErrorDenied,
                DeclarationVerdict.TooMany => CustomerTexts.SitesErrorTooMany,
                DeclarationVerdict.Suspended => CustomerTexts.SitesErrorSuspended,
                DeclarationVerdict.Malformed => CustomerTexts.SitesErrorMalformed,
                _ => CustomerTexts.TryAgain,
            };
        }
        await Read();
        return Page();
    }

    public async Task<IActionResult> OnPostWithdraw()
    {
        var done = DomainName.TryParse(Domain, out var domain) && (await desk.WithdrawOwn(Customer, domain)).Verdict == DeclarationVerdict.Done;
        return RedirectToPage(new { done = done ? "withdrawn" : "none" });
    }

    private async Task Read()
    {
        Now = time.GetUtcNow();
        var profile = await desk.Customer(Customer);
        Sites = [.. (profile?.Declarations ?? []).OrderBy(d => d.State == DeclarationState.Withdrawn).ThenBy(d => d.Domain, StringComparer.Ordinal)];
        Vouched = profile?.AuthorizedDomains ?? [];
    }
}
