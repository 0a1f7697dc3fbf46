using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore : IStateStore
{
    public async Task<bool> AddPerson(Person person)
    {
        var written = await _queries.Write($"""
            INSERT INTO person ({StoredRows.PersonColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $13)
            ON CONFLICT (normalized_email) DO NOTHING
            """,
            Of(person.Id), Of(person.Roles.Bits), Of(person.Email), Of(person.NormalizedEmail), Of(person.PasswordHash), Of(person.SecurityStamp),
            Of(person.AccessFailedCount), Of(StoredTime.Of(person.LockoutEnd)), Of(StoredTime.Of(person.CreatedAt)), Of(person.Customer?.Value),
            Of(person.AuthenticatorKey), Of((short)(person.HasSecondFactor ? 1 : 0)), Of(person.RecoveryCodes));
        return written == 1;
    }

    public Task<Person?> FindPerson(long id) => _queries.Row($"SELECT {StoredRows.PersonColumns} FROM person WHERE id = $1", StoredRows.Person, Of(id));

    public Task<Person?> FindPersonByEmail(string normalizedEmail) =>
        _queries.Row($"SELECT {StoredRows.PersonColumns} FROM person WHERE normalized_email = $1", StoredRows.Person, Of(normalizedEmail));

    public async Task<bool> UpdatePerson(Person person)
    {
        var written = await _queries.Write("""
            UPDATE person SET role = $2, email = $3, normalized_email = $4, password_hash = $5, security_stamp = $6, access_failed_count = $7,
              lockout_end = $8, version = version + 1, customer = $10, authenticator_key = $11, second_factor = $12, recovery_codes = $13
            WHERE id = $1 AND version = $9
            """,
            Of(person.Id), Of(person.Roles.Bits), Of(person.Email), Of(person.NormalizedEmail), Of(person.PasswordHash), Of(person.SecurityStamp),
            Of(person.AccessFailedCount), Of(StoredTime.Of(person.LockoutEnd)), Of(person.Version), Of(person.Customer?.Value),
            Of(person.AuthenticatorKey), Of((short)(person.HasSecondFactor ? 1 : 0)), Of(person.RecoveryCodes));
        return written == 1;
    }

    public async Task<bool> AnyPerson(PersonRole role) =>
        await _queries.Number("SELECT count(*) FROM (SELECT 1 FROM person WHERE role & $1 <> 0 LIMIT 1) p", Of(RoleSet.Of(role).Bits)) > 0;

    public async Task<bool> AddApiKey(ApiKeyRow key)
    {
        await _queries.Write(
            $"INSERT INTO api_key ({StoredRows.KeyColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING",
            Of(key.Id.Value), Of(key.Hash), Of(key.Customer.Value), Of(KeyJson.Write(key.Rules)), Of(StoredTime.Of(key.CreatedAt)),
            Of(StoredTime.Of(key.RevokedAt)), Of(StoredTime.Of(key.ExpiresAt)));
        return (await FindApiKey(key.Hash))?.Customer == key.Customer;
    }

    public Task<ApiKeyRow?> FindApiKey(string hash) => _queries.Row(
        $"SELECT {StoredRows.KeyColumns} FROM api_key WHERE hash = $1", StoredRows.ApiKey, Of(hash));

    public Task AddSession(SessionRow session) => _queries.Write($"""
        INSERT INTO session ({StoredRows.SessionColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (token_hash) DO UPDATE SET person_id = excluded.person_id, expires_at = excluded.expires_at
        """, Of(session.TokenHash), Of(session.PersonId), Of(StoredTime.Of(session.ExpiresAt)), Of(StoredTime.Of(session.OpenedAt)), Of(session.Client),
        Of((short)(session.IsBrowser ? 1 : 0)), Of((short)(session.HasSecondFactor ? 1 : 0)));

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => _queries.Row(
        $"SELECT {StoredRows.SessionColumns} FROM session WHERE token_hash = $1 AND expires_at > $2", StoredRows.Session, Of(tokenHash), Of(StoredTime.Of(now)));

    public Task RemoveSession(string tokenHash) => _queries.Write("DELETE FROM session WHERE token_hash = $1", Of(tokenHash));

    public async Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => [.. await _queries.Rows(
        $"SELECT {StoredRows.SessionColumns} FROM session WHERE person_id = $1 AND expires_at > $2 ORDER BY opened_at DESC, token_hash LIMIT $3",
        StoredRows.Session, Of(personId), Of(StoredTime.Of(now)), Of(take))];

    public Task RemoveSessionsOf(long personId, string? exceptHash) =>
        _queries.Write("DELETE FROM session WHERE person_id = $1 AND token_hash <> $2", Of(personId), Of(exceptHash ?? ""));

    public Task<StoredValue?> Load(string key) => _queries.Row("SELECT json, version FROM actor_state WHERE key = $1",
        row => new StoredValue(row.GetString(0), row.GetInt64(1)), Of(key));

    public async Task<bool> Save(string key, string json, long expectedVersion)
    {
        try
        {
            var written = expectedVersion == 0
                ? await _queries.Write("INSERT INTO actor_state (key, json, version) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING", Of(key), Of(json))
                : await _queries.Write("UPDATE actor_state SET json = $2, version = version + 1 WHERE key = $1 AND version = $3",
                    Of(key), Of(json), Of(expectedVersion));
            return written == 1;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"The state '{key}' may or may not have been written.", e);
        }
    }
}
