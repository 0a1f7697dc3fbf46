using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public async Task<string?> AddCode(WorkerId worker, string code)
    {
        await Surely(worker, () => _queries.Write("""
            INSERT INTO referral_code (worker, code) SELECT @worker, @code
            WHERE NOT EXISTS (SELECT 1 FROM referral_code WITH (UPDLOCK, HOLDLOCK) WHERE worker = @worker OR code = @code);
            """, c => c.With("worker", worker.Value).With("code", code)));
        return await FindCode(worker);
    }

    public Task<string?> FindCode(WorkerId worker) =>
        _queries.Row("SELECT code FROM referral_code WHERE worker = @worker", row => row.GetString(0), c => c.With("worker", worker.Value));

    public async Task<WorkerId?> FindInviter(string code)
    {
        var found = await _queries.Rows("SELECT worker FROM referral_code WHERE code = @code", row => new WorkerId(row.GetInt64(0)), c => c.With("code", code));
        return found.Count == 0 ? null : found[0];
    }

    public async Task<Referral> AddReferral(Referral referral)
    {
        await Surely(referral.Friend, () => _queries.Write($"""
            INSERT INTO referral ({ReferralRows.Columns}) SELECT @friend, @inviter, @number, @since, @version, @upto, @earned, @due
            WHERE NOT EXISTS (SELECT 1 FROM referral WITH (UPDLOCK, HOLDLOCK) WHERE friend = @friend);
            """, c => c.With("friend", referral.Friend.Value).With("inviter", referral.Inviter.Value).With("number", referral.Number)
                .With("since", StoredTime.Of(referral.Since)).With("version", referral.Version).With("upto", referral.Upto)
                .With("earned", referral.Earned.Nanos).With("due", referral.Due.Nanos)));
        return (await FindReferral(referral.Friend))!;
    }

    public Task<Referral?> FindReferral(WorkerId friend) =>
        _queries.Row($"SELECT {ReferralRows.Columns} FROM referral WHERE friend = @friend", ReferralRows.Referral, c => c.With("friend", friend.Value));

    public async Task<bool> ChangeReferral(Referral next) =>
        await Surely(next.Friend, () => _queries.Write(
            "UPDATE referral SET version = @version, upto = @upto, earned = @earned, due = @due WHERE friend = @friend AND version = @version - 1;",
            c => c.With("friend", next.Friend.Value).With("version", next.Version).With("upto", next.Upto).With("earned", next.Earned.Nanos).With("due", next.Due.Nanos))) == 1
        || await FindReferral(next.Friend) == ReferralRows.Stored(next);

    public async Task<ImmutableArray<Referral>> Referrals(WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT TOP (@take) {ReferralRows.Columns} FROM referral WHERE friend > @after ORDER BY friend",
            ReferralRows.Referral, c => c.With("take", take).With("after", after.Value))];
    }

    public async Task<ImmutableArray<Referral>> ReferralsOf(WorkerId inviter, WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT TOP (@take) {ReferralRows.Columns} FROM referral WHERE inviter = @inviter AND friend > @after ORDER BY friend",
            ReferralRows.Referral, c => c.With("take", take).With("inviter", inviter.Value).With("after", after.Value))];
    }

    public async Task<ReferralTotal> TotalOf(WorkerId inviter) => (await _queries.Row(
        "SELECT COUNT_BIG(*), COALESCE(SUM(earned / 10 - due), 0) FROM referral WHERE inviter = @inviter", ReferralRows.Total, c => c.With("inviter", inviter.Value)))!;

    public async Task<EarnedPart> EarnedAfter(WorkerId worker, long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        // 2: an earning; 3: a worker's account
        return (await _queries.Rows("""
            SELECT COALESCE(SUM(amount), 0), COALESCE(MAX(seq), @after) FROM (SELECT TOP (@take) seq, amount FROM [transfer]
              WHERE credit_kind = 3 AND credit_kind < 10 AND credit_owner = @worker AND seq > @after AND purpose = 2 ORDER BY seq) AS part
            """, ReferralRows.Part, c => c.With("worker", worker.Value).With("after", after).With("take", take)))[0];
    }

    public async Task<ImmutableArray<DayEarned>> EarnedByDay(WorkerId worker, DateOnly from, int days)
    {
        ReferralRows.RequireDays(days);
        // 2: an earning, 24: for a friend
        return [.. await _queries.Rows("""
            SELECT moment / 86400000, SUM(amount), SUM(CASE WHEN purpose = 2 THEN amount ELSE 0 END), COUNT_BIG(DISTINCT CASE WHEN purpose = 2 THEN moment / 60000 END) FROM (SELECT TOP (@most) [at] AS moment, amount, purpose FROM [transfer]
              WHERE credit_kind = 3 AND credit_kind < 10 AND credit_owner = @worker ORDER BY seq DESC) AS newest
            WHERE purpose IN (2, 24) AND moment >= @from AND moment < @until GROUP BY moment / 86400000 ORDER BY moment / 86400000
            """, ReferralRows.Day,
            c => c.With("worker", worker.Value).With("from", ReferralRows.StartOf(from)).With("until", ReferralRows.StartOf(from.AddDays(days))).With("most", IEarningStore.MostEntries))];
    }

    private static async Task<int> Surely(WorkerId worker, Func<Task<int>> write)
    {
        try { return await write(); }
        catch (DbException e) { throw new StoreUncertainException($"The write about who invited worker {worker} may or may not have happened.", e); }
    }
}
