using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.OperatorApi;
using CaptchaGrains.Portal.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>People: found by number or e-mail address, what they may do, and who is signed in as them.</summary>
public sealed class PeopleModel(FormActs acts, PeopleDesk desk, Sessions sessions, IActors actors, Repeat repeat) : OperatorPage(acts)
{
    /// <summary>A number or an e-mail address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The person that a form is about.</summary>
    [BindProperty]
    public long Id { get; set; }

    /// <summary>All that he is to have.</summary>
    [BindProperty]
    public List<string> Roles { get; set; } = [];

    public Person? Person { get; private set; }

    /// <summary>Of a worker; null: he is none.</summary>
    public WorkerView? Worker { get; private set; }

    public ImmutableArray<SessionRow> Open { get; private set; } = [];

    public bool IsOwn => Person?.Id == User.Person();

    public async Task OnGet()
    {
        if (string.IsNullOrWhiteSpace(Q)) return;
        await Read(Q);
        if (Person is null) Refuse("find", OperatorTexts.ErrorNoPerson);
    }

    public async Task<IActionResult> OnPostRoles()
    {
        if (PeopleCalls.Read(Roles) is not { } roles) return await Wrong("roles", OperatorTexts.ErrorNoRole);
        if (!HasReason) return await Wrong("roles", OperatorTexts.ErrorReason);
        if (await Begin("roles", $"{Id}", roles.ToString(), Reason) is not { } act) return Before(new { q = Id });
        return await Reply("roles", await desk.SetRoles(act, User.Person(), Id, roles, Reason!), OperatorTexts.DoneRoles);
    }

    public Task<IActionResult> OnPostDisable() => Set(isDisabled: true);

    public Task<IActionResult> OnPostEnable() => Set(isDisabled: false);

    public async Task<IActionResult> OnPostSessions()
    {
        if (!HasReason) return await Wrong("sessions", OperatorTexts.ErrorReason);
        if (await Begin("sessions", $"{Id}", Reason) is not { } act) return Before(new { q = Id });
        return await Reply("sessions", await desk.EndSessions(act, Id, Reason!), OperatorTexts.DoneSessions);
    }

    private async Task<IActionResult> Set(bool isDisabled)
    {
        if (!HasReason) return await Wrong("disable", OperatorTexts.ErrorReason);
        if (await Begin("disable", $"{Id}", $"{isDisabled}", Reason) is not { } act) return Before(new { q = Id });
        return await Reply("disable", await desk.SetDisabled(act, User.Person(), Id, isDisabled, Reason!), isDisabled ? OperatorTexts.DoneDisabled : OperatorTexts.DoneEnabled);
    }

    private async Task<IActionResult> Reply(string form, PeopleResult result, string done) => result.Verdict switch
    {
        PeopleVerdict.Done => After(done, new { q = Id }),
        PeopleVerdict.Own => await Wrong(form, OperatorTexts.ErrorOwnRole),
        PeopleVerdict.Unknown => await Wrong(form, OperatorTexts.ErrorNoPerson),
        _ => await Wrong(form, OperatorTexts.ErrorTryAgain),
    };

    private async Task<PageResult> Wrong(string form, string error)
    {
        await Read($"{Id}");
        Refuse(form, error);
        Q = $"{Id}";
        return Page();
    }

    private async Task Read(string q)
    {
        Person = await desk.Find(q);
        if (Person is not { } person) return;
        Open = await sessions.Of(person.Id);
        if (person.Roles.Has(PersonRole.Worker)) Worker = await repeat.UntilKnown(() => actors.Worker(new WorkerId(person.Id)).View());
    }
}
