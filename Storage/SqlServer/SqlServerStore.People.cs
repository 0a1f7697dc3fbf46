using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore : IStateStore
{
    public async Task<bool> AddPerson(Person person)
    {
        var written = await _queries.Write($"""
            INSERT INTO person ({StoredRows.PersonColumns})
            SELECT @id, @role, @email, @normalized, @hash, @stamp, @failed, @lockout, @created, 1, @customer, @authenticator, @factor, @recovery
            WHERE NOT EXISTS (SELECT 1 FROM person WITH (UPDLOCK, HOLDLOCK) WHERE normalized_email = @normalized);
            """, c => Fill(c, person).With("created", StoredTime.Of(person.CreatedAt)));
        return written == 1;
    }

    public Task<Person?> FindPerson(long id) =>
        _queries.Row($"SELECT {StoredRows.PersonColumns} FROM person WHERE id = @id", StoredRows.Person, c => c.With("id", id));

    public Task<Person?> FindPersonByEmail(string normalizedEmail) => _queries.Row(
        $"SELECT {StoredRows.PersonColumns} FROM person WHERE normalized_email = @email", StoredRows.Person, c => c.With("email", normalizedEmail));

    public async Task<bool> UpdatePerson(Person person)
    {
        var written = await _queries.Write("""
            UPDATE person SET role = @role, email = @email, normalized_email = @normalized, password_hash = @hash, security_stamp = @stamp,
              access_failed_count = @failed, lockout_end = @lockout, version = version + 1, customer = @customer, authenticator_key = @authenticator,
              second_factor = @factor, recovery_codes = @recovery
            WHERE id = @id AND version = @version;
            """, c => Fill(c, person).With("version", person.Version));
        return written == 1;
    }

    public async Task<bool> AnyPerson(PersonRole role) => (await _queries.Rows(
        "SELECT TOP (1) id FROM person WHERE role & @role <> 0", row => row.GetInt64(0), c => c.With("role", RoleSet.Of(role).Bits))).Count > 0;

    public async Task<bool> AddApiKey(ApiKeyRow key)
    {
        await _queries.Write("""
            INSERT INTO api_key (id, [hash], customer, rules, created_at, revoked_at, expires_at)
            SELECT @id, @hash, @customer, @rules, @created, @revoked, @expires
            WHERE NOT EXISTS (SELECT 1 FROM api_key WITH (UPDLOCK, HOLDLOCK) WHERE [hash] = @hash);
            """,
            c => c.With("id", key.Id.Value).With("hash", key.Hash).With("customer", key.Customer.Value).WithLong("rules", KeyJson.Write(key.Rules))
                .With("created", StoredTime.Of(key.CreatedAt)).With("revoked", StoredTime.Of(key.RevokedAt)).With("expires", StoredTime.Of(key.ExpiresAt)));
        return (await FindApiKey(key.Hash))?.Customer == key.Customer;
    }

    public Task<ApiKeyRow?> FindApiKey(string hash) => _queries.Row(
        $"SELECT {StoredRows.KeyColumns} FROM api_key WHERE [hash] = @hash", StoredRows.ApiKey, c => c.With("hash", hash));

    public Task AddSession(SessionRow session) => _queries.Write("""
        MERGE [session] WITH (HOLDLOCK) AS s USING (SELECT @token AS token_hash) AS n ON s.token_hash = n.token_hash
        WHEN MATCHED THEN UPDATE SET person_id = @person, expires_at = @expires
        WHEN NOT MATCHED THEN INSERT (token_hash, person_id, expires_at, opened_at, client, is_browser, second_factor)
          VALUES (n.token_hash, @person, @expires, @opened, @client, @browser, @factor);
        """, c => c.With("token", session.TokenHash).With("person", session.PersonId).With("expires", StoredTime.Of(session.ExpiresAt))
            .With("opened", StoredTime.Of(session.OpenedAt)).With("client", session.Client).With("browser", (short)(session.IsBrowser ? 1 : 0))
            .With("factor", (short)(session.HasSecondFactor ? 1 : 0)));

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => _queries.Row(
        $"SELECT {StoredRows.SessionColumns} FROM [session] WHERE token_hash = @token AND expires_at > @now", StoredRows.Session,
        c => c.With("token", tokenHash).With("now", StoredTime.Of(now)));

    public Task RemoveSession(string tokenHash) =>
        _queries.Write("DELETE FROM [session] WHERE token_hash = @token;", c => c.With("token", tokenHash));

    public async Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => [.. await _queries.Rows(
        $"SELECT TOP (@take) {StoredRows.SessionColumns} FROM [session] WHERE person_id = @person AND expires_at > @now ORDER BY opened_at DESC, token_hash",
        StoredRows.Session, c => c.With("take", take).With("person", personId).With("now", StoredTime.Of(now)))];

    public Task RemoveSessionsOf(long personId, string? exceptHash) => _queries.Write(
        "DELETE FROM [session] WHERE person_id = @person AND token_hash <> @except;", c => c.With("person", personId).With("except", exceptHash ?? ""));

    public Task<StoredValue?> Load(string key) => _queries.Row("SELECT [json], version FROM actor_state WHERE [key] = @key",
        row => new StoredValue(row.GetString(0), row.GetInt64(1)), c => c.With("key", key));

    public async Task<bool> Save(string key, string json, long expectedVersion)
    {
        const string First = """
            INSERT INTO actor_state ([key], [json], version) SELECT @key, @json, 1
            WHERE @version = 0 AND NOT EXISTS (SELECT 1 FROM actor_state WITH (UPDLOCK, HOLDLOCK) WHERE [key] = @key);
            """;
        const string Next = "UPDATE actor_state SET [json] = @json, version = version + 1 WHERE [key] = @key AND version = @version;";
        try
        {
            return await _queries.Write(expectedVersion == 0 ? First : Next,
                c => c.With("key", key).WithLong("json", json).With("version", expectedVersion)) == 1;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"The state '{key}' may or may not have been written.", e);
        }
    }

    private static DbCommand Fill(DbCommand command, Person person) => command
        .With("id", person.Id).With("role", person.Roles.Bits).With("email", person.Email).With("normalized", person.NormalizedEmail)
        .With("hash", person.PasswordHash).With("stamp", person.SecurityStamp).With("failed", person.AccessFailedCount)
        .With("lockout", StoredTime.Of(person.LockoutEnd)).With("customer", person.Customer?.Value).WithLong("authenticator", person.AuthenticatorKey)
        .With("factor", (short)(person.HasSecondFactor ? 1 : 0)).WithLong("recovery", person.RecoveryCodes);
}
