using System.Collections.Immutable;
using System.Security.Claims;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Moderators;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Pay;
using CaptchaGrains.Portal.Prices;
using CaptchaGrains.Portal.Training;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Shell;

/// <summary>
/// Where the pages lead to, by role. Workers see their pages at the top; the other roles have an area each, with its entries in a second row. A new page is one line here.
/// </summary>
public static class Navigation
{
    public static ImmutableArray<NavigationEntry> Entries { get; } =
    [
        new(PersonRole.Worker, "/Work", () => Texts.NavWork),
        new(PersonRole.Worker, "/Training", () => TrainingTexts.Nav),
        new(PersonRole.Worker, "/Dashboard", () => Texts.NavDashboard),
        new(PersonRole.Worker, "/Earnings", () => MoneyTexts.EarningsTitle),
        new(PersonRole.Worker, "/Payouts", () => MoneyTexts.PayoutsTitle),
        new(PersonRole.Worker, "/Invite", () => MoneyTexts.InviteTitle),
        new(PersonRole.Worker, "/Prices", () => PriceTexts.Title),
        new(PersonRole.Customer, "/Customer/Index", () => Texts.NavOverview),
        new(PersonRole.Customer, "/Customer/Captchas", () => CustomerTexts.NavCaptchas),
        new(PersonRole.Customer, "/Customer/Spending", () => CustomerTexts.NavSpending),
        new(PersonRole.Customer, "/Customer/Balance", () => CustomerTexts.NavBalance),
        new(PersonRole.Customer, "/Customer/Keys", () => CustomerTexts.NavKeys),
        new(PersonRole.Customer, "/Customer/Callbacks", () => CustomerTexts.NavCallbacks),
        new(PersonRole.Customer, "/Customer/Domains", () => CustomerTexts.NavDomains),
        new(PersonRole.Customer, "/Prices", () => PriceTexts.Title),
        new(PersonRole.Moderator, "/Moderator/Index", () => ModeratorTexts.NavCases),
        new(PersonRole.Moderator, "/Moderator/Appeals", () => ModeratorTexts.NavAppeals),
        new(PersonRole.Operator, "/Operator/Index", () => Texts.NavOverview),
        new(PersonRole.Operator, "/Operator/Payouts", () => OperatorTexts.PayoutsTitle),
        new(PersonRole.Operator, "/Operator/Domains", () => OperatorTexts.DomainsTitle),
        new(PersonRole.Operator, "/Operator/Customers", () => OperatorTexts.CustomersTitle),
        new(PersonRole.Operator, "/Operator/People", () => OperatorTexts.PeopleTitle),
        new(PersonRole.Operator, "/Operator/Clusters", () => OperatorTexts.ClustersTitle),
        new(PersonRole.Operator, "/Operator/Prices", () => OverviewTexts.PricesTitle),
        new(PersonRole.Operator, "/Operator/Training", () => OverviewTexts.TrainingTitle),
        new(PersonRole.Operator, "/Operator/Gold", () => OverviewTexts.GoldTitle),
        new(PersonRole.Operator, "/Operator/Audit", () => OperatorTexts.AuditTitle),
    ];

    /// <summary>The folders of pages that belong to one role, and what the way there is called.</summary>
    public static ImmutableArray<NavigationEntry> Areas { get; } =
    [
        new(PersonRole.Customer, "/Customer/Index", () => Texts.NavCustomer),
        new(PersonRole.Moderator, "/Moderator/Index", () => Texts.NavModerator),
        new(PersonRole.Operator, "/Operator/Index", () => Texts.NavOperator),
    ];

    /// <summary>The first row: a worker's pages, and the other areas of this person.</summary>
    public static IEnumerable<NavigationEntry> Top(ClaimsPrincipal user) =>
        Entries.Where(e => e.Role == PersonRole.Worker).Concat(Areas).Where(e => user.IsInRole(e.Role.ToString()));

    /// <summary>The second row: the pages of the area that this page is in; empty outside of them, and where there is nothing to choose.</summary>
    public static ImmutableArray<NavigationEntry> Below(PathString path)
    {
        if (Areas.FirstOrDefault(a => path.StartsWithSegments(a.Path)) is not { } area) return [];
        ImmutableArray<NavigationEntry> entries = [.. Entries.Where(e => e.Role == area.Role)];
        return entries.Length > 1 ? entries : [];
    }

    /// <summary>Where somebody begins who has just come in.</summary>
    public static string Home(RoleSet roles) => Entries.FirstOrDefault(e => roles.Has(e.Role))?.Page ?? "/Account/Index";

    /// <summary>What <c>aria-current</c> says of an entry on a page: "page" on its own, "true" on a page below it.</summary>
    public static string? Current(NavigationEntry entry, PathString path)
    {
        if (path.Equals(entry.Path, StringComparison.OrdinalIgnoreCase)) return "page";
        if (!path.StartsWithSegments(entry.Path)) return null;
        // The first page of an area has the path of the area, and is not above the others of it.
        var isNearer = !Areas.Contains(entry) && Entries.Any(e => e.Path.Length > entry.Path.Length && path.StartsWithSegments(e.Path));
        return isNearer ? null : "true";
    }
}
