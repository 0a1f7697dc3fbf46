using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A store whose database does not answer.</summary>
internal sealed class LostPeople : IPeopleStore
{
    public Task<bool> AddPerson(Person person) => Lost<bool>();

    public Task<Person?> FindPerson(long id) => Lost<Person?>();

    public Task<Person?> FindPersonByEmail(string normalizedEmail) => Lost<Person?>();

    public Task<bool> UpdatePerson(Person person) => Lost<bool>();

    public Task<bool> AnyPerson(PersonRole role) => Lost<bool>();

    public Task<bool> AddApiKey(ApiKeyRow key) => Lost<bool>();

    public Task<ApiKeyRow?> FindApiKey(string hash) => Lost<ApiKeyRow?>();

    public Task AddSession(SessionRow session) => Lost<bool>();

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => Lost<SessionRow?>();

    public Task RemoveSession(string tokenHash) => Lost<bool>();

    public Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => Lost<ImmutableArray<SessionRow>>();

    public Task RemoveSessionsOf(long personId, string? exceptHash) => Lost<bool>();

    private static Task<T> Lost<T>() => Task.FromException<T>(new Unreachable());

    /// <summary>What a driver throws when nobody listens.</summary>
    private sealed class Unreachable() : DbException("The database does not answer.");
}
