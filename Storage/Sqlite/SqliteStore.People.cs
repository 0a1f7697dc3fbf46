using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IPeopleStore, IStateStore
{
    private const string SelectPerson = $"SELECT {StoredRows.PersonColumns} FROM person";

    public Task<bool> AddPerson(Person person) => _database.WriteOrUncertain(session => session.Write("""
        INSERT INTO person (id, role, email, normalized_email, password_hash, security_stamp, access_failed_count, lockout_end, created_at, version,
          customer, authenticator_key, second_factor, recovery_codes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $13) ON CONFLICT (normalized_email) DO NOTHING
        """, person.Id, person.Roles.Bits, person.Email, person.NormalizedEmail, person.PasswordHash, person.SecurityStamp, person.AccessFailedCount,
        StoredTime.Of(person.LockoutEnd), StoredTime.Of(person.CreatedAt), person.Customer?.Value, person.AuthenticatorKey, person.HasSecondFactor ? 1 : 0,
        person.RecoveryCodes) == 1);

    public Task<Person?> FindPerson(long id) => _database.Read(session => session.Row(SelectPerson + " WHERE id = $1", StoredRows.Person, id));

    public Task<Person?> FindPersonByEmail(string normalizedEmail) =>
        _database.Read(session => session.Row(SelectPerson + " WHERE normalized_email = $1", StoredRows.Person, normalizedEmail));

    public Task<bool> UpdatePerson(Person person) => _database.WriteOrUncertain(session => session.Write("""
        UPDATE person SET role = $2, email = $3, normalized_email = $4, password_hash = $5, security_stamp = $6, access_failed_count = $7,
          lockout_end = $8, version = version + 1, customer = $10, authenticator_key = $11, second_factor = $12, recovery_codes = $13
        WHERE id = $1 AND version = $9
        """, person.Id, person.Roles.Bits, person.Email, person.NormalizedEmail, person.PasswordHash, person.SecurityStamp, person.AccessFailedCount,
        StoredTime.Of(person.LockoutEnd), person.Version, person.Customer?.Value, person.AuthenticatorKey, person.HasSecondFactor ? 1 : 0, person.RecoveryCodes) == 1);

    public Task<bool> AnyPerson(PersonRole role) =>
        _database.Read(session => session.Number("SELECT 1 FROM person WHERE role & $1 <> 0 LIMIT 1", RoleSet.Of(role).Bits) is not null);

    public Task<bool> AddApiKey(ApiKeyRow key) => _database.WriteOrUncertain(session =>
    {
        session.Write($"INSERT INTO api_key ({StoredRows.KeyColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING",
            key.Id.Value, key.Hash, key.Customer.Value, KeyJson.Write(key.Rules), StoredTime.Of(key.CreatedAt), StoredTime.Of(key.RevokedAt),
            StoredTime.Of(key.ExpiresAt));
        return session.Number("SELECT customer FROM api_key WHERE hash = $1", key.Hash) == key.Customer.Value;
    });

    public Task<ApiKeyRow?> FindApiKey(string hash) => _database.Read(session => session.Row(
        $"SELECT {StoredRows.KeyColumns} FROM api_key WHERE hash = $1", StoredRows.ApiKey, hash));

    public Task AddSession(SessionRow session) => _database.WriteOrUncertain(s => s.Write($"""
        INSERT INTO session ({StoredRows.SessionColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (token_hash) DO UPDATE SET person_id = excluded.person_id, expires_at = excluded.expires_at
        """, session.TokenHash, session.PersonId, StoredTime.Of(session.ExpiresAt), StoredTime.Of(session.OpenedAt), session.Client,
        session.IsBrowser ? 1 : 0, session.HasSecondFactor ? 1 : 0));

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => _database.Read(session => session.Row(
        $"SELECT {StoredRows.SessionColumns} FROM session WHERE token_hash = $1 AND expires_at > $2", StoredRows.Session, tokenHash, StoredTime.Of(now)));

    public Task RemoveSession(string tokenHash) =>
        _database.WriteOrUncertain(session => session.Write("DELETE FROM session WHERE token_hash = $1", tokenHash));

    public Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => _database.Read<ImmutableArray<SessionRow>>(session =>
        [.. session.Rows($"SELECT {StoredRows.SessionColumns} FROM session WHERE person_id = $1 AND expires_at > $2 ORDER BY opened_at DESC, token_hash LIMIT $3",
            StoredRows.Session, personId, StoredTime.Of(now), take)]);

    public Task RemoveSessionsOf(long personId, string? exceptHash) => _database.WriteOrUncertain(session =>
        session.Write("DELETE FROM session WHERE person_id = $1 AND token_hash <> $2", personId, exceptHash ?? ""));

    public Task<StoredValue?> Load(string key) => _database.Read(session => session.Row(
        "SELECT json, version FROM actor_state WHERE key = $1", row => new StoredValue(row.GetString(0), row.GetInt64(1)), key));

    public Task<bool> Save(string key, string json, long expectedVersion) => _database.WriteOrUncertain(session => (expectedVersion == 0
        ? session.Write("INSERT INTO actor_state (key, json, version) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING", key, json)
        : session.Write("UPDATE actor_state SET json = $2, version = version + 1 WHERE key = $1 AND version = $3", key, json, expectedVersion)) == 1);
}
