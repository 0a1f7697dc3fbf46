using System.Diagnostics;
using Npgsql;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>
/// Halts a commit inside the database, so that the silo which makes it can be killed at exactly that step: triggers of the test's own wait there for a lock
/// that the test holds. The product knows nothing of it.
/// </summary>
internal sealed class Halts : IAsyncDisposable
{
    /// <summary>The first half of the locks' numbers; the second is the step's.</summary>
    private const int Locks = 7_201_118;

    private const string Triggers = """
        CREATE TABLE halt (step text NOT NULL, lock int NOT NULL);
        CREATE FUNCTION halt_here(what text) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE number int := (SELECT lock FROM halt WHERE step = what);
        BEGIN
          IF number IS NOT NULL THEN PERFORM pg_advisory_xact_lock(7201118, number); END IF;
        END $$;
        CREATE FUNCTION halt_report() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM halt_here('report ' || NEW.version); RETURN NEW; END $$;
        CREATE FUNCTION halt_submit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM halt_here('recheck submitted'); RETURN NEW; END $$;
        CREATE FUNCTION halt_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM halt_here('recheck ended'); RETURN NEW; END $$;
        CREATE TRIGGER halt_report BEFORE UPDATE ON report_state FOR EACH ROW EXECUTE FUNCTION halt_report();
        CREATE TRIGGER halt_submit BEFORE INSERT ON captcha FOR EACH ROW WHEN (NEW.customer = 0) EXECUTE FUNCTION halt_submit();
        CREATE TRIGGER halt_end BEFORE UPDATE ON captcha FOR EACH ROW WHEN (NEW.customer = 0) EXECUTE FUNCTION halt_end();
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly NpgsqlConnection _database;
    private readonly List<string> _steps = [];

    private Halts(NpgsqlConnection database) => _database = database;

    public static async Task<Halts> Install(NpgsqlConnection database)
    {
        var halts = new Halts(database);
        await halts.Run(Triggers);
        return halts;
    }

    /// <summary>From now on each commit that takes one of these steps waits, until its step is released.</summary>
    public async Task Set(params string[] steps)
    {
        foreach (var step in steps)
        {
            _steps.Add(step);
            await Run($"SELECT pg_advisory_lock({Locks}, {_steps.Count}); INSERT INTO halt VALUES ('{step}', {_steps.Count})");
        }
    }

    /// <summary>Returns when a commit waits at the step: the process of the server that makes it, and the name of its client.</summary>
    public async Task<(int Backend, string Client)> Halted(string step)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; await timer.WaitForNextTickAsync())
        {
            await using var command = new NpgsqlCommand($"""
                SELECT a.pid, a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND NOT l.granted AND l.classid = {Locks} AND l.objid = {NumberOf(step)} LIMIT 1
                """, _database);
            await using var reader = await command.ExecuteReaderAsync();
            if (await reader.ReadAsync()) return (reader.GetInt32(0), reader.GetString(1));
        }
        throw new TimeoutException($"Nobody took the step '{step}' within {Patience}.");
    }

    /// <summary>What waits is rolled back, or goes on and becomes durable although nobody hears of it; whoever takes the step after that does not wait.</summary>
    public async Task Release(string step, int backend, bool isLost)
    {
        if (isLost) await Run($"SELECT pg_terminate_backend({backend}, 5000)");
        await Run($"DELETE FROM halt WHERE step = '{step}'; SELECT pg_advisory_unlock({Locks}, {NumberOf(step)})");
        _steps[NumberOf(step) - 1] = "";
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private int NumberOf(string step) => _steps.IndexOf(step) + 1;

    private async Task Run(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _database);
        await command.ExecuteNonQueryAsync();
    }
}
