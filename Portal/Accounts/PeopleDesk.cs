using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.Accounts;

public enum PeopleVerdict
{
    Done = 1,
    Unknown = 2,

    /// <summary>An operator neither takes his own role nor shuts himself out: so there is always one.</summary>
    Own = 3,

    /// <summary>Somebody else was faster, again and again.</summary>
    TryAgain = 4,
}

/// <param name="Person">As he is now; null: not done.</param>
public sealed record PeopleResult(PeopleVerdict Verdict, Person? Person);

/// <summary>What operators do with people, for the pages and for the calls alike. Each act is in the audit log before it is done.</summary>
public sealed class PeopleDesk(
    IPeopleStore people, IMarketStore market, ILookupNormalizer normalizer, Enrollment enrollment, Sessions sessions, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    /// <summary>The person signs in or fails to at the same moment; so often in a row nobody does.</summary>
    private const int MostTries = 4;

    /// <param name="text">A number or an e-mail address.</param>
    public async Task<Person?> Find(string? text)
    {
        text = text?.Trim();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return await people.FindPerson(id);
        return EmailAddress.IsWellFormed(text) ? await people.FindPersonByEmail(normalizer.NormalizeEmail(text)!) : null;
    }

    /// <summary>
    /// Makes these all the roles of a person; a new worker begins with the training. One who becomes a customer has a customer account of his own, which stays his when the
    /// role is taken and comes back with it.
    /// </summary>
    /// <param name="roles">One at least.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be done.</exception>
    public async Task<PeopleResult> SetRoles(Act act, long by, long id, RoleSet roles, string reason)
    {
        if (id == by && !roles.Has(PersonRole.Operator)) return new PeopleResult(PeopleVerdict.Own, null);
        CustomerId? opened = null;
        return await Change(id, person => person.Roles == roles, async person =>
        {
            await Record(act, "person.roles", id, new { before = person.Roles.ToString(), after = roles.ToString(), reason });
            if (roles.Has(PersonRole.Customer) && person.Customer is null) opened ??= new CustomerId(await market.LeaseIds(IdSequence.Customer, 1));
            return person with { Roles = roles, Customer = person.Customer ?? opened };
        });
    }

    /// <summary>Nobody signs in to the account any more, and who is signed in is not; or somebody does again.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be done.</exception>
    public async Task<PeopleResult> SetDisabled(Act act, long by, long id, bool isDisabled, string reason)
    {
        if (id == by) return new PeopleResult(PeopleVerdict.Own, null);
        var result = await Change(id, person => person.IsDisabled == isDisabled, async person =>
        {
            await Record(act, isDisabled ? "person.disabled" : "person.enabled", id, new { reason });
            return person with { LockoutEnd = isDisabled ? Person.DisabledUntil : null, AccessFailedCount = 0 };
        });
        if (isDisabled && result.Verdict == PeopleVerdict.Done) await sessions.EndAll(id, null);
        return result;
    }

    /// <summary>Ends every session of a person, of browsers and of programs.</summary>
    /// <exception cref="OutcomeUnknownException">They may or may not be ended.</exception>
    public async Task<PeopleResult> EndSessions(Act act, long id, string reason)
    {
        if (await people.FindPerson(id) is not { } person) return new PeopleResult(PeopleVerdict.Unknown, null);
        await Record(act, "person.sessions_ended", id, new { reason });
        await sessions.EndAll(id, null);
        return new PeopleResult(PeopleVerdict.Done, person);
    }

    private async Task<PeopleResult> Change(long id, Func<Person, bool> isDone, Func<Person, Task<Person>> change)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await people.FindPerson(id) is not { } person) return new PeopleResult(PeopleVerdict.Unknown, null);
            if (!isDone(person))
            {
                // The stamp ends what signed-in browsers were told of him.
                var next = await change(person) with { SecurityStamp = Guid.NewGuid().ToString("N") };
                if (!await people.UpdatePerson(next)) continue;
                person = next;
            }
            await enrollment.Enroll(new Account(person));
            return new PeopleResult(PeopleVerdict.Done, person);
        }
        return new PeopleResult(PeopleVerdict.TryAgain, null);
    }

    private Task Record<T>(Act act, string what, long id, T details) => repeat.UntilKnown(() =>
        audit.Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, what, $"person:{id}", JsonSerializer.Serialize(details))).AsTask());
}
