using System.Collections.Immutable;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>What one customer declared of sites, with its evidence, and what operators decide about it.</summary>
public sealed class SitesModel(FormActs acts, DomainDesk desk, TimeProvider time) : OperatorPage(acts)
{
    /// <summary>Days for which a declaration can be confirmed here; by a call it may be any number up to the last one.</summary>
    public static ImmutableArray<int> Terms { get; } = [30, 90, 180, 365];

    [BindProperty(SupportsGet = true)]
    public long Customer { get; set; }

    [BindProperty]
    public string? Domain { get; set; }

    [BindProperty]
    public int Days { get; set; }

    public CustomerProfile Profile { get; private set; } = null!;

    /// <summary>Those that wait come first, then the newest.</summary>
    public ImmutableArray<SiteDeclaration> Declarations { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGet() => await Read() ? Page() : Elsewhere();

    public Task<IActionResult> OnPostConfirm() => Decide(DeclarationState.Confirmed);

    public Task<IActionResult> OnPostRefuse() => Decide(DeclarationState.Refused);

    public Task<IActionResult> OnPostWithdraw() => Decide(DeclarationState.Withdrawn);

    private async Task<IActionResult> Decide(DeclarationState state)
    {
        if (!await Read()) return Elsewhere();
        if (!DomainName.TryParse(Domain, out var domain)) return Wrong(OperatorTexts.ErrorNoDomain);
        if (!HasReason) return Wrong(OperatorTexts.ErrorReason);
        var isConfirmed = state == DeclarationState.Confirmed;
        if (isConfirmed && !Terms.Contains(Days)) return Wrong(OperatorTexts.ErrorTerm);
        if (await Begin(state.ToString(), $"{Customer}", domain.Value, $"{Days}", Reason) is not { } act) return Before(new { customer = Customer });
        var result = await desk.Decide(act, new CustomerId(Customer), domain, state, Reason!, isConfirmed ? Now.AddDays(Days) : null);
        return result.Verdict == DeclarationVerdict.Done
            ? After(state switch
            {
                DeclarationState.Confirmed => OperatorTexts.DoneConfirmed,
                DeclarationState.Refused => OperatorTexts.DoneRefused,
                _ => OperatorTexts.DoneWithdrawn,
            }, new { customer = Customer })
            : Wrong(OperatorTexts.ErrorDeclaration);
    }

    private RedirectToPageResult Elsewhere()
    {
        Missing = OperatorTexts.ErrorNoCustomer;
        return RedirectToPage("/Operator/Domains");
    }

    private PageResult Wrong(string error)
    {
        Refuse(Domain ?? "", error);
        return Page();
    }

    private async Task<bool> Read()
    {
        Now = time.GetUtcNow();
        if (Customer < 1 || await desk.Customer(new CustomerId(Customer)) is not { } profile) return false;
        Profile = profile;
        Declarations = [.. profile.Declarations.OrderBy(d => d.State != DeclarationState.Pending).ThenByDescending(d => d.DeclaredAt)];
        return true;
    }
}
