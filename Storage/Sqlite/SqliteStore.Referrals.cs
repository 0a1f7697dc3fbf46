using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IReferralStore, IEarningStore
{
    public Task<string?> AddCode(WorkerId worker, string code) => _database.WriteOrUncertain(session =>
    {
        session.Write("INSERT INTO referral_code (worker, code) VALUES ($1, $2) ON CONFLICT DO NOTHING", worker.Value, code);
        return session.Row("SELECT code FROM referral_code WHERE worker = $1", row => row.GetString(0), worker.Value);
    });

    public Task<string?> FindCode(WorkerId worker) => _database.Read(session =>
        session.Row("SELECT code FROM referral_code WHERE worker = $1", row => row.GetString(0), worker.Value));

    public Task<WorkerId?> FindInviter(string code) => _database.Read<WorkerId?>(session =>
        session.Number("SELECT worker FROM referral_code WHERE code = $1", code) is { } worker ? new WorkerId(worker) : null);

    public Task<Referral> AddReferral(Referral referral) => _database.WriteOrUncertain(session =>
    {
        session.Write($"INSERT INTO referral ({ReferralRows.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            referral.Friend.Value, referral.Inviter.Value, referral.Number, StoredTime.Of(referral.Since), referral.Version, referral.Upto, referral.Earned.Nanos, referral.Due.Nanos);
        return session.Row($"SELECT {ReferralRows.Columns} FROM referral WHERE friend = $1", ReferralRows.Referral, referral.Friend.Value)!;
    });

    public Task<Referral?> FindReferral(WorkerId friend) => _database.Read(session =>
        session.Row($"SELECT {ReferralRows.Columns} FROM referral WHERE friend = $1", ReferralRows.Referral, friend.Value));

    public Task<bool> ChangeReferral(Referral next) => _database.WriteOrUncertain(session =>
        session.Write("UPDATE referral SET version = $2, upto = $3, earned = $4, due = $5 WHERE friend = $1 AND version = $2 - 1",
            next.Friend.Value, next.Version, next.Upto, next.Earned.Nanos, next.Due.Nanos) == 1
        || session.Row($"SELECT {ReferralRows.Columns} FROM referral WHERE friend = $1", ReferralRows.Referral, next.Friend.Value) == ReferralRows.Stored(next));

    public Task<ImmutableArray<Referral>> Referrals(WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"SELECT {ReferralRows.Columns} FROM referral WHERE friend > $1 ORDER BY friend LIMIT $2",
            ReferralRows.Referral, after.Value, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Referral>> ReferralsOf(WorkerId inviter, WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"SELECT {ReferralRows.Columns} FROM referral WHERE inviter = $1 AND friend > $2 ORDER BY friend LIMIT $3",
            ReferralRows.Referral, inviter.Value, after.Value, take).ToImmutableArray());
    }

    public Task<ReferralTotal> TotalOf(WorkerId inviter) => _database.Read(session => session.Row(
        "SELECT count(*), coalesce(sum(earned / 10 - due), 0) FROM referral WHERE inviter = $1", ReferralRows.Total, inviter.Value)!);

    public Task<EarnedPart> EarnedAfter(WorkerId worker, long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        // 2: an earning; 3: a worker's account
        return _database.Read(session => session.Rows("""
            SELECT coalesce(sum(amount), 0), coalesce(max(seq), $2) FROM (SELECT seq, amount FROM transfer
              WHERE credit_kind = 3 AND credit_kind < 10 AND credit_owner = $1 AND seq > $2 AND purpose = 2 ORDER BY seq LIMIT $3)
            """, ReferralRows.Part, worker.Value, after, take)[0]);
    }

    public Task<ImmutableArray<DayEarned>> EarnedByDay(WorkerId worker, DateOnly from, int days)
    {
        ReferralRows.RequireDays(days);
        // 2: an earning, 24: for a friend
        return _database.Read(session => session.Rows("""
            SELECT at / 86400000 AS day, sum(amount), sum(CASE WHEN purpose = 2 THEN amount ELSE 0 END), count(DISTINCT CASE WHEN purpose = 2 THEN at / 60000 END) FROM (SELECT at, amount, purpose FROM transfer
              WHERE credit_kind = 3 AND credit_kind < 10 AND credit_owner = $1 ORDER BY seq DESC LIMIT $4)
            WHERE purpose IN (2, 24) AND at >= $2 AND at < $3 GROUP BY day ORDER BY day
            """, ReferralRows.Day, worker.Value, ReferralRows.StartOf(from), ReferralRows.StartOf(from.AddDays(days)), IEarningStore.MostEntries).ToImmutableArray());
    }
}
