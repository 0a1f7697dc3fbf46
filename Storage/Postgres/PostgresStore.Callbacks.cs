using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Npgsql;
using NpgsqlTypes;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public Task<CallbackProfile?> FindCallbackProfile(CustomerId customer) => _queries.Row(
        "SELECT hosts, secret, previous_secret, previous_until, version FROM callback_profile WHERE customer = $1",
        row => CallbackRows.ReadProfile(row, customer), Of(customer.Value));

    public async Task<bool> SaveCallbackProfile(CallbackProfile profile)
    {
        NpgsqlParameter[] values =
        [
            Of(profile.Customer.Value), Of(CallbackRows.Join(profile.Hosts)), Of(profile.Secret), TextOrNull(profile.PreviousSecret),
            Of(StoredTime.Of(profile.PreviousUntil)),
        ];
        return await Certain(() => profile.Version == 0
            ? _queries.Write("""
                INSERT INTO callback_profile (customer, hosts, secret, previous_secret, previous_until, version) VALUES ($1, $2, $3, $4, $5, 1)
                ON CONFLICT (customer) DO NOTHING
                """, values)
            : _queries.Write("""
                UPDATE callback_profile SET hosts = $2, secret = $3, previous_secret = $4, previous_until = $5, version = version + 1
                WHERE customer = $1 AND version = $6
                """, [.. values, Of(profile.Version)])) == 1;
    }

    public async Task<ImmutableArray<DueCallback>> TakeCallbacks(DateTimeOffset now, DateTimeOffset leaseUntil, int take)
    {
        Pages.RequireTake(take, Pages.MaxCallbacks);
        // What another process is just taking is skipped, not waited for.
        var taken = await _queries.Rows("""
            WITH due AS (
              SELECT captcha AS id FROM callback WHERE status = 1 AND due_at <= $1 ORDER BY due_at, captcha LIMIT $3 FOR UPDATE SKIP LOCKED)
            UPDATE callback SET due_at = $2, taken = taken + 1 FROM due WHERE captcha = due.id
            RETURNING captcha, customer, url, form, tries, taken
            """, CallbackRows.ReadDue, Of(StoredTime.Of(now)), Of(StoredTime.Of(leaseUntil)), Of((long)take));
        return [.. taken];
    }

    public Task PostponeCallbacks(ImmutableArray<DueCallback> callbacks, DateTimeOffset dueAt) => Certain(() => _queries.Write("""
        UPDATE callback c SET due_at = $3 FROM unnest($1, $2) AS n(captcha, taken)
        WHERE c.captcha = n.captcha AND c.taken = n.taken AND c.status = 1
        """, Longs(callbacks, c => c.Captcha.Value), Longs(callbacks, c => c.Taken), Of(StoredTime.Of(dueAt))));

    public async Task<bool> FinishCallback(DueCallback callback, CallbackAttempt attempt, CallbackStatus status, DateTimeOffset? dueAt) =>
        await Certain(() => _queries.Write("""
            WITH finished AS (
              UPDATE callback SET status = $3, due_at = coalesce($4, due_at), tries = tries + 1, attempts = attempts + 1
              WHERE captcha = $1 AND taken = $2 AND status = 1 RETURNING captcha, attempts),
            forgotten AS (
              DELETE FROM callback_attempt a USING finished f WHERE a.captcha = f.captcha AND a.number <= f.attempts - $9)
            INSERT INTO callback_attempt (captcha, number, attempt_at, duration, http_status, error)
            SELECT captcha, attempts, $5, $6, $7, $8 FROM finished
            """,
            Of(callback.Captcha.Value), Of(callback.Taken), Of((short)status), Of(StoredTime.Of(dueAt)), Of(StoredTime.Of(attempt.At)),
            Of((int)attempt.Duration.TotalMilliseconds), IntOrNull(attempt.Status), TextOrNull(attempt.Error), Of(CallbackAttempt.MostKept))) == 1;

    public async Task<bool> ReplayCallback(CustomerId customer, CaptchaId captcha, DateTimeOffset now) => await Certain(() => _queries.Write(
        "UPDATE callback SET status = 1, due_at = $3, tries = 0, taken = taken + 1 WHERE captcha = $1 AND customer = $2",
        Of(captcha.Value), Of(customer.Value), Of(StoredTime.Of(now)))) == 1;

    public async Task<CallbackHistory?> FindCallback(CustomerId customer, CaptchaId captcha)
    {
        var callback = await _queries.Row("SELECT url, status, due_at, attempts FROM callback WHERE captcha = $1 AND customer = $2",
            row => CallbackRows.ReadHistory(row, captcha), Of(captcha.Value), Of(customer.Value));
        if (callback is null) return null;
        var attempts = await _queries.Rows($"SELECT {CallbackRows.Attempt} FROM callback_attempt WHERE captcha = $1 ORDER BY number",
            CallbackRows.ReadAttempt, Of(captcha.Value));
        return callback with { Attempts = [.. attempts] };
    }

    private static async Task<int> Certain(Func<Task<int>> write)
    {
        try { return await write(); }
        catch (NpgsqlException e) { throw new StoreUncertainException("The write failed: " + e.Message, e); }
    }

    private static NpgsqlParameter<long[]> Longs<T>(ImmutableArray<T> rows, Func<T, long> value) =>
        new NpgsqlParameter<long[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, TypedValue = [.. rows.Select(value)] };

    private static NpgsqlParameter TextOrNull(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = text is null ? DBNull.Value : text };

    private static NpgsqlParameter IntOrNull(int? number) => new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = number is { } some ? some : DBNull.Value };
}
