using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Referrals;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<string?> AddCode(WorkerId worker, string code)
    {
        await Surely(worker, () => _queries.Write("INSERT INTO referral_code (worker, code) VALUES ($1, $2) ON CONFLICT DO NOTHING", Of(worker.Value), Of(code)));
        return await FindCode(worker);
    }

    public Task<string?> FindCode(WorkerId worker) => _queries.Row("SELECT code FROM referral_code WHERE worker = $1", row => row.GetString(0), Of(worker.Value));

    public async Task<WorkerId?> FindInviter(string code)
    {
        var found = await _queries.Rows("SELECT worker FROM referral_code WHERE code = $1", row => new WorkerId(row.GetInt64(0)), Of(code));
        return found.Count == 0 ? null : found[0];
    }

    public async Task<Referral> AddReferral(Referral referral)
    {
        await Surely(referral.Friend, () => _queries.Write(
            $"INSERT INTO referral ({ReferralRows.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            Of(referral.Friend.Value), Of(referral.Inviter.Value), Of(referral.Number), Of(StoredTime.Of(referral.Since)), Of(referral.Version), Of(referral.Upto),
            Of(referral.Earned.Nanos), Of(referral.Due.Nanos)));
        return (await FindReferral(referral.Friend))!;
    }

    public Task<Referral?> FindReferral(WorkerId friend) =>
        _queries.Row($"SELECT {ReferralRows.Columns} FROM referral WHERE friend = $1", ReferralRows.Referral, Of(friend.Value));

    public async Task<bool> ChangeReferral(Referral next) =>
        await Surely(next.Friend, () => _queries.Write(
            "UPDATE referral SET version = $2, upto = $3, earned = $4, due = $5 WHERE friend = $1 AND version = $2 - 1",
            Of(next.Friend.Value), Of(next.Version), Of(next.Upto), Of(next.Earned.Nanos), Of(next.Due.Nanos))) == 1
        || await FindReferral(next.Friend) == ReferralRows.Stored(next);

    public async Task<ImmutableArray<Referral>> Referrals(WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT {ReferralRows.Columns} FROM referral WHERE friend > $1 ORDER BY friend LIMIT $2",
            ReferralRows.Referral, Of(after.Value), Of((long)take))];
    }

    public async Task<ImmutableArray<Referral>> ReferralsOf(WorkerId inviter, WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT {ReferralRows.Columns} FROM referral WHERE inviter = $1 AND friend > $2 ORDER BY friend LIMIT $3",
            ReferralRows.Referral, Of(inviter.Value), Of(after.Value), Of((long)take))];
    }

    public async Task<ReferralTotal> TotalOf(WorkerId inviter) => (await _queries.Row(
        "SELECT count(*), coalesce(sum(earned / 10 - due), 0)::bigint FROM referral WHERE inviter = $1", ReferralRows.Total, Of(inviter.Value)))!;

    public async Task<EarnedPart> EarnedAfter(WorkerId worker, long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        // 2: an earning; 3: a worker's account
        return (await _queries.Rows("""
            SELECT coalesce(sum(amount), 0)::bigint, coalesce(max(seq), $2) FROM (SELECT seq, amount FROM transfer
              WHERE credit_kind = 3 AND credit_kind < 10 AND credit_owner = $1 AND seq > $2 AND purpose = 2 ORDER BY seq LIMIT $3) AS part
            """, ReferralRows.Part, Of(worker.Value), Of(after), Of((long)take)))[0];
    }

    public async Task<ImmutableArray<DayEarned>> EarnedByDay(WorkerId worker, DateOnly from, int days)
    {
        ReferralRows.RequireDays(days);
        // 2: an earning, 24: for a friend
        return [.. await _queries.Rows("""
            SELECT at / 86400000 AS day, sum(amount)::bigint, coalesce(sum(amount) FILTER (WHERE purpose = 2), 0)::bigint, count(DISTINCT at / 60000) FILTER (WHERE purpose = 2) FROM (SELECT at, amount, purpose FROM transfer
              WHERE credit_kind = 3 AND credit_kind < 10 AND credit_owner = $1 ORDER BY seq DESC LIMIT $4) AS newest
            WHERE purpose IN (2, 24) AND at >= $2 AND at < $3 GROUP BY day ORDER BY day
            """, ReferralRows.Day, Of(worker.Value), Of(ReferralRows.StartOf(from)), Of(ReferralRows.StartOf(from.AddDays(days))), Of((long)IEarningStore.MostEntries))];
    }

    private static async Task<int> Surely(WorkerId worker, Func<Task<int>> write)
    {
        try { return await write(); }
        catch (NpgsqlException e) { throw new StoreUncertainException($"The write about who invited worker {worker} may or may not have happened.", e); }
    }
}
