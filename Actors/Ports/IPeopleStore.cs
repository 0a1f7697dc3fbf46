using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

public enum PersonRole : short
{
    Worker = 1,
    Moderator = 2,
    Operator = 3,

    /// <summary>Somebody who sees the pages of a customer: <see cref="Person.Customer"/>.</summary>
    Customer = 4,
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
    long Version)
{
    /// <summary>The <see cref="LockoutEnd"/> of somebody whom an operator has shut out: no sign-in, of whatever kind, looks any further.</summary>
    public static readonly DateTimeOffset DisabledUntil = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An operator has shut the account.</summary>
    public bool IsDisabled => LockoutEnd >= DisabledUntil;

    /// <summary>Whose pages this person sees; null: no customer's. A customer may have several people.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The secret that the person's authenticator shares with us, protected by the portal's keys; empty: never set up.</summary>
    public string AuthenticatorKey { get; init; } = "";

    /// <summary>A sign-in needs a code too.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>Hashes of the recovery codes that are left, with commas between them; the codes themselves are stored nowhere.</summary>
    public string RecoveryCodes { get; init; } = "";
}

/// <summary>Somebody who has signed in, by a browser or by a program.</summary>
/// <param name="TokenHash">SHA-256, hexadecimal; the token itself is stored nowhere.</param>
public sealed record SessionRow(string TokenHash, long PersonId, DateTimeOffset ExpiresAt)
{
    /// <summary>The longest <see cref="Client"/>.</summary>
    public const int LongestClient = 200;

    /// <summary>The Unix epoch for sessions of before it was stored.</summary>
    public DateTimeOffset OpenedAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>What the browser or the program calls itself, at most <see cref="LongestClient"/> characters; empty: nothing.</summary>
    public string Client { get; init; } = "";

    /// <summary>A signed-in browser, whose cookie names the session; else a program with a bearer token.</summary>
    public bool IsBrowser { get; init; }

    /// <summary>It was opened with a code as well.</summary>
    public bool HasSecondFactor { get; init; }
}

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

    /// <summary>Those that have not expired, newest first.</summary>
    Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take);

    /// <summary>Ends all sessions of a person but one.</summary>
    /// <param name="exceptHash">Null: all of them.</param>
    Task RemoveSessionsOf(long personId, string? exceptHash);
}
