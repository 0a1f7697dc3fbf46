using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>Who may be served: declarations that wait, the rules of operators and owners, and the list that comes with the product.</summary>
public sealed class DomainsModel(FormActs acts, DomainDesk desk) : OperatorPage(acts)
{
    private const int PageSize = 50;

    /// <summary>Of the declarations that wait, the oldest; with those decided the next ones are shown.</summary>
    public const int MostPending = 50;

    /// <summary>The domain that is looked up.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The rules go on behind this name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Behind { get; set; }

    /// <summary>Of the rule that is made or taken back.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>denied or open.</summary>
    [BindProperty]
    public string? Standing { get; set; }

    public ImmutableArray<PendingDeclaration> Pending { get; private set; } = [];

    public int PendingInAll { get; private set; }

    public ImmutableArray<DomainRule> Rules { get; private set; } = [];

    public int RulesInAll { get; private set; }

    public PageLinks Links { get; private set; } = new(null, null);

    /// <summary>What holds for the domain that was looked up; null: none was, or it is no domain.</summary>
    public DomainPolicy? Found { get; private set; }

    public string? FoundName { get; private set; }

    public static IEnumerable<IGrouping<string, string>> Shipped => ShippedList.Rules.Entries.GroupBy(e => e.Category, e => e.Entry);

    public async Task OnGet()
    {
        await Read();
        if (string.IsNullOrWhiteSpace(Q)) return;
        if (!DomainName.TryParse(Q, out var domain)) Refuse("find", OperatorTexts.ErrorNoDomain);
        else (Found, FoundName) = (await desk.Policy(domain), domain.Value);
    }

    public async Task<IActionResult> OnPostRule()
    {
        if (!DomainName.TryParse(Name, out var domain)) return await Wrong("rule", OperatorTexts.ErrorNoDomain);
        DomainStanding? wanted = Standing switch { "denied" => DomainStanding.Denied, "open" => DomainStanding.Open, _ => null };
        if (wanted is not { } standing) return await Wrong("rule", OperatorTexts.ErrorStanding);
        if (!HasReason) return await Wrong("rule", OperatorTexts.ErrorReason);
        if (await Begin("rule", domain.Value, Standing, Reason) is not { } act) return Before();
        return await desk.Decide(act, domain, standing, Reason!) == RuleVerdict.Kept ? After(OperatorTexts.DoneRule) : await Wrong("rule", OperatorTexts.ErrorNoRoom);
    }

    public async Task<IActionResult> OnPostRemove()
    {
        if (!DomainName.TryParse(Name, out var domain)) return await Wrong("remove", OperatorTexts.ErrorNoDomain);
        if (!HasReason) return await Wrong("remove", OperatorTexts.ErrorReason);
        if (await Begin("remove", domain.Value, Reason) is not { } act) return Before();
        await desk.TakeBack(act, domain, Reason!);
        return After(OperatorTexts.DoneRuleRemoved);
    }

    private async Task<IActionResult> Wrong(string form, string error)
    {
        await Read();
        Refuse(form, error);
        return Page();
    }

    private async Task Read()
    {
        var pending = await desk.Pending();
        (Pending, PendingInAll) = ([.. pending.Take(MostPending)], pending.Length);
        var rules = await desk.Rules();
        RulesInAll = rules.Length;
        var rest = rules.Where(r => Behind is null || string.CompareOrdinal(r.Name, Behind) > 0).ToList();
        // Both sources may have said something of one name: it is on one page.
        Rules = [.. rest.Take(PageSize)];
        if (rest.Count > PageSize) Rules = Rules.AddRange(rest.Skip(PageSize).TakeWhile(r => r.Name == Rules[^1].Name));
        Links = new PageLinks(Behind is null ? null : Address(null), rest.Count > Rules.Length ? Address(Rules[^1].Name) : null);
    }

    private string? Address(string? behind) => Url.Page("/Operator/Domains", new { behind, q = (string?)null });
}
