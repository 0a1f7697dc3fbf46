using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    private static readonly JsonTable<DueCallback> TakenCallbacks = new JsonTable<DueCallback>("callbacks")
        .Long("captcha", c => c.Captcha.Value)
        .Long("taken", c => c.Taken);

    public Task<CallbackProfile?> FindCallbackProfile(CustomerId customer) => _queries.Row(
        "SELECT hosts, [secret], previous_secret, previous_until, version FROM callback_profile WHERE customer = @customer",
        row => CallbackRows.ReadProfile(row, customer), c => c.With("customer", customer.Value));

    public async Task<bool> SaveCallbackProfile(CallbackProfile profile)
    {
        const string First = """
            INSERT INTO callback_profile (customer, hosts, [secret], previous_secret, previous_until, version)
            SELECT @customer, @hosts, @secret, NULLIF(@previous, N''), @until, 1
            WHERE @version = 0 AND NOT EXISTS (SELECT 1 FROM callback_profile WITH (UPDLOCK, HOLDLOCK) WHERE customer = @customer);
            """;
        const string Next = """
            UPDATE callback_profile SET hosts = @hosts, [secret] = @secret, previous_secret = NULLIF(@previous, N''), previous_until = @until,
              version = version + 1
            WHERE customer = @customer AND version = @version;
            """;
        return await Certain(profile.Version == 0 ? First : Next, c => c
            .With("customer", profile.Customer.Value).WithLong("hosts", CallbackRows.Join(profile.Hosts)).With("secret", profile.Secret)
            .With("previous", profile.PreviousSecret ?? "").With("until", StoredTime.Of(profile.PreviousUntil)).With("version", profile.Version)) == 1;
    }

    public async Task<ImmutableArray<DueCallback>> TakeCallbacks(DateTimeOffset now, DateTimeOffset leaseUntil, int take)
    {
        Pages.RequireTake(take, Pages.MaxCallbacks);
        // What another process is just taking is skipped, not waited for.
        var taken = await _queries.Rows("""
            WITH due AS (
              SELECT TOP (@take) * FROM [callback] WITH (UPDLOCK, READPAST, ROWLOCK) WHERE status = 1 AND due_at <= @now ORDER BY due_at, captcha)
            UPDATE due SET due_at = @until, taken = taken + 1
            OUTPUT inserted.captcha, inserted.customer, inserted.url, inserted.form, inserted.tries, inserted.taken;
            """, CallbackRows.ReadDue, c => c.With("now", StoredTime.Of(now)).With("until", StoredTime.Of(leaseUntil)).With("take", take));
        return [.. taken];
    }

    public Task PostponeCallbacks(ImmutableArray<DueCallback> callbacks, DateTimeOffset dueAt) => Certain($"""
        UPDATE c SET due_at = @due FROM {TakenCallbacks.Rows} AS n
        JOIN [callback] AS c WITH (ROWLOCK) ON c.captcha = n.captcha AND c.taken = n.taken AND c.status = 1;
        """, c => c.With(TakenCallbacks, callbacks).With("due", StoredTime.Of(dueAt)));

    public async Task<bool> FinishCallback(DueCallback callback, CallbackAttempt attempt, CallbackStatus status, DateTimeOffset? dueAt) =>
        await Certain("""
            SET XACT_ABORT ON;
            BEGIN TRANSACTION;
            UPDATE [callback] SET status = @status, due_at = coalesce(@due, due_at), tries = tries + 1, attempts = attempts + 1
            WHERE captcha = @captcha AND taken = @taken AND status = 1;
            IF @@ROWCOUNT = 1
            BEGIN
              SET NOCOUNT ON;
              DELETE FROM callback_attempt WHERE captcha = @captcha
                AND number <= (SELECT attempts FROM [callback] WHERE captcha = @captcha) - @kept;
              INSERT INTO callback_attempt (captcha, number, attempt_at, duration, http_status, error)
              SELECT captcha, attempts, @at, @duration, NULLIF(@http, 0), NULLIF(@error, N'') FROM [callback] WHERE captcha = @captcha;
            END;
            COMMIT;
            """, c => c.With("captcha", callback.Captcha.Value).With("taken", callback.Taken).With("status", (short)status)
                .With("due", StoredTime.Of(dueAt)).With("at", StoredTime.Of(attempt.At)).With("duration", (int)attempt.Duration.TotalMilliseconds)
                .With("http", attempt.Status ?? 0).With("error", attempt.Error ?? "").With("kept", CallbackAttempt.MostKept)) == 1;

    public async Task<bool> ReplayCallback(CustomerId customer, CaptchaId captcha, DateTimeOffset now) => await Certain(
        "UPDATE [callback] SET status = 1, due_at = @now, tries = 0, taken = taken + 1 WHERE captcha = @captcha AND customer = @customer;",
        c => c.With("captcha", captcha.Value).With("customer", customer.Value).With("now", StoredTime.Of(now))) == 1;

    public async Task<CallbackHistory?> FindCallback(CustomerId customer, CaptchaId captcha)
    {
        var callback = await _queries.Row("SELECT url, status, due_at, attempts FROM [callback] WHERE captcha = @captcha AND customer = @customer",
            row => CallbackRows.ReadHistory(row, captcha), c => c.With("captcha", captcha.Value).With("customer", customer.Value));
        if (callback is null) return null;
        var attempts = await _queries.Rows($"SELECT {CallbackRows.Attempt} FROM callback_attempt WHERE captcha = @captcha ORDER BY number",
            CallbackRows.ReadAttempt, c => c.With("captcha", captcha.Value));
        return callback with { Attempts = [.. attempts] };
    }

    private async Task<int> Certain(string sql, Action<DbCommand> fill)
    {
        try { return await _queries.Write(sql, fill); }
        catch (DbException e) { throw new StoreUncertainException("The write failed: " + e.Message, e); }
    }
}
