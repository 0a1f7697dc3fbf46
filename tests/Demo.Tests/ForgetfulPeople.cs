using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Demo.Tests;

/// <summary>Does what it is asked, and loses the first reply to each addition.</summary>
internal sealed class ForgetfulPeople(IPeopleStore people) : IPeopleStore
{
    private int _people;
    private int _keys;

    public Task<bool> AddPerson(Person person) => LoseFirst(people.AddPerson(person), ref _people);

    public Task<bool> AddApiKey(ApiKeyRow key) => LoseFirst(people.AddApiKey(key), ref _keys);

    public Task<Person?> FindPerson(long id) => people.FindPerson(id);

    public Task<Person?> FindPersonByEmail(string normalizedEmail) => people.FindPersonByEmail(normalizedEmail);

    public Task<bool> UpdatePerson(Person person) => people.UpdatePerson(person);

    public Task<bool> AnyPerson(PersonRole role) => people.AnyPerson(role);

    public Task<ApiKeyRow?> FindApiKey(string hash) => people.FindApiKey(hash);

    public Task AddSession(SessionRow session) => people.AddSession(session);

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => people.FindSession(tokenHash, now);

    public Task RemoveSession(string tokenHash) => people.RemoveSession(tokenHash);

    public Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => people.SessionsOf(personId, now, take);

    public Task RemoveSessionsOf(long personId, string? exceptHash) => people.RemoveSessionsOf(personId, exceptHash);

    private static Task<bool> LoseFirst(Task<bool> reply, ref int count) =>
        count++ == 0 ? Task.FromException<bool>(new StoreUncertainException("the reply is lost")) : reply;
}
