using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : ICallbackStore
{
    public Task<CallbackProfile?> FindCallbackProfile(CustomerId customer) => _database.Read(session => session.Row(
        "SELECT hosts, secret, previous_secret, previous_until, version FROM callback_profile WHERE customer = $1",
        row => CallbackRows.ReadProfile(row, customer), customer.Value));

    public Task<bool> SaveCallbackProfile(CallbackProfile profile) => _database.WriteOrUncertain(session => (profile.Version == 0
        ? session.Write("""
            INSERT INTO callback_profile (customer, hosts, secret, previous_secret, previous_until, version) VALUES ($1, $2, $3, $4, $5, 1)
            ON CONFLICT (customer) DO NOTHING
            """, profile.Customer.Value, CallbackRows.Join(profile.Hosts), profile.Secret, profile.PreviousSecret, StoredTime.Of(profile.PreviousUntil))
        : session.Write("""
            UPDATE callback_profile SET hosts = $2, secret = $3, previous_secret = $4, previous_until = $5, version = version + 1
            WHERE customer = $1 AND version = $6
            """, profile.Customer.Value, CallbackRows.Join(profile.Hosts), profile.Secret, profile.PreviousSecret, StoredTime.Of(profile.PreviousUntil),
            profile.Version)) == 1);

    public async Task<ImmutableArray<DueCallback>> TakeCallbacks(DateTimeOffset now, DateTimeOffset leaseUntil, int take)
    {
        Pages.RequireTake(take, Pages.MaxCallbacks);
        // Mostly nothing is due, and to see that takes no lock.
        var any = await _database.Read(session => session.Number("SELECT 1 FROM callback WHERE status = 1 AND due_at <= $1 LIMIT 1", StoredTime.Of(now)));
        if (any is null) return [];
        return await _database.WriteOrUncertain(session =>
        {
            var due = session.Rows($"SELECT {CallbackRows.Due} FROM callback WHERE status = 1 AND due_at <= $1 ORDER BY due_at, captcha LIMIT $2",
                CallbackRows.ReadDue, StoredTime.Of(now), take);
            foreach (var callback in due)
                session.Write("UPDATE callback SET due_at = $2, taken = taken + 1 WHERE captcha = $1", callback.Captcha.Value, StoredTime.Of(leaseUntil));
            return due.Select(c => c with { Taken = c.Taken + 1 }).ToImmutableArray();
        });
    }

    public Task PostponeCallbacks(ImmutableArray<DueCallback> callbacks, DateTimeOffset dueAt) => _database.WriteOrUncertain(session =>
    {
        foreach (var callback in callbacks)
            session.Write("UPDATE callback SET due_at = $3 WHERE captcha = $1 AND taken = $2 AND status = 1",
                callback.Captcha.Value, callback.Taken, StoredTime.Of(dueAt));
        return true;
    });

    public Task<bool> FinishCallback(DueCallback callback, CallbackAttempt attempt, CallbackStatus status, DateTimeOffset? dueAt) =>
        _database.WriteOrUncertain(session =>
        {
            var written = session.Write("""
                UPDATE callback SET status = $3, due_at = coalesce($4, due_at), tries = tries + 1, attempts = attempts + 1
                WHERE captcha = $1 AND taken = $2 AND status = 1
                """, callback.Captcha.Value, callback.Taken, (short)status, StoredTime.Of(dueAt));
            if (written == 0) return false;
            session.Write("""
                INSERT INTO callback_attempt (captcha, number, attempt_at, duration, http_status, error)
                SELECT captcha, attempts, $2, $3, $4, $5 FROM callback WHERE captcha = $1
                """, callback.Captcha.Value, StoredTime.Of(attempt.At), (int)attempt.Duration.TotalMilliseconds, attempt.Status, attempt.Error);
            session.Write("DELETE FROM callback_attempt WHERE captcha = $1 AND number <= (SELECT attempts FROM callback WHERE captcha = $1) - $2",
                callback.Captcha.Value, CallbackAttempt.MostKept);
            return true;
        });

    public Task<bool> ReplayCallback(CustomerId customer, CaptchaId captcha, DateTimeOffset now) => _database.WriteOrUncertain(session => session.Write(
        "UPDATE callback SET status = 1, due_at = $3, tries = 0, taken = taken + 1 WHERE captcha = $1 AND customer = $2",
        captcha.Value, customer.Value, StoredTime.Of(now)) == 1);

    public Task<CallbackHistory?> FindCallback(CustomerId customer, CaptchaId captcha) => _database.Read(session =>
    {
        var callback = session.Row("SELECT url, status, due_at, attempts FROM callback WHERE captcha = $1 AND customer = $2",
            row => CallbackRows.ReadHistory(row, captcha), captcha.Value, customer.Value);
        if (callback is null) return null;
        return callback with
        {
            Attempts = [.. session.Rows($"SELECT {CallbackRows.Attempt} FROM callback_attempt WHERE captcha = $1 ORDER BY number",
                CallbackRows.ReadAttempt, captcha.Value)],
        };
    });
}
