using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

public enum PersonRole : short
{
    Worker = 1,
    Moderator = 2,
    Operator = 3,
}

/// <summary>A person who signs in with e-mail address and password. A worker's <see cref="WorkerId"/> has the same number.</summary>
/// <param name="Roles">One at least.</param>
/// <param name="NormalizedEmail">Upper-case; unique.</param>
/// <param name="AccessFailedCount">Failed sign-ins since the last good one, for the lockout.</param>
/// <param name="Version">Of the stored row; grows by one with each update. 0: not stored yet.</param>
public sealed record Person(
    long Id,
    RoleSet Roles,
    string Email,
    string NormalizedEmail,
    string PasswordHash,
    string SecurityStamp,
    int AccessFailedCount,
    DateTimeOffset? LockoutEnd,
    DateTimeOffset CreatedAt,
    long Version);

/// <param name="TokenHash">SHA-256, hexadecimal; the token itself is stored nowhere.</param>
public sealed record SessionRow(string TokenHash, long PersonId, DateTimeOffset ExpiresAt);

/// <summary>Who may come in: people, their sessions, customers' keys.</summary>
public interface IPeopleStore
{
    /// <returns>False when the e-mail address is taken; then nothing was stored.</returns>
    Task<bool> AddPerson(Person person);

    Task<Person?> FindPerson(long id);

    Task<Person?> FindPersonByEmail(string normalizedEmail);

    /// <returns>False when the stored version is another one, or there is no such person.</returns>
    Task<bool> UpdatePerson(Person person);

    Task<bool> AnyPerson(PersonRole role);

    /// <summary>Adding the same hash again for the same customer changes nothing.</summary>
    /// <returns>False when another customer has it.</returns>
    Task<bool> AddApiKey(ApiKeyRow key);

    Task<ApiKeyRow?> FindApiKey(string hash);

    Task AddSession(SessionRow session);

    /// <summary>Null when there is none, or it has expired.</summary>
    Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now);

    Task RemoveSession(string tokenHash);
}
