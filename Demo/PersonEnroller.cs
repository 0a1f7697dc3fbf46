using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Demo;

/// <summary>Adds people who are not there yet. Every step can be repeated, and of two hosts that add the same address at once one wins.</summary>
internal sealed class PersonEnroller(IMarketStore store, IPeopleStore people, Repeat repeat, TimeProvider time)
{
    /// <param name="passwordHash">Made only when it is needed: it is slow on purpose.</param>
    /// <returns>The person with this address, and whether this call added him.</returns>
    public async Task<(Person Person, bool Added)> Ensure(string email, PersonRole role, Func<string> passwordHash)
    {
        var normalized = email.ToUpperInvariant();
        if (await Find(normalized) is { } known) return (known, false);
        var id = await repeat.UntilKnown(() => store.LeaseIds(IdSequence.Person, 1));
        var person = new Person(id, RoleSet.Of(role), email, normalized, passwordHash(), Guid.NewGuid().ToString("N"), 0, null, time.GetUtcNow(), 0);
        await repeat.UntilKnown(() => people.AddPerson(person));
        // The reply says nothing certain after a repetition; who stands there now does.
        var stored = await Find(normalized) ?? throw new InvalidOperationException($"{email} was added and is not there.");
        return (stored, stored.Id == id);
    }

    private Task<Person?> Find(string normalizedEmail) => repeat.UntilKnown(() => people.FindPersonByEmail(normalizedEmail));
}
