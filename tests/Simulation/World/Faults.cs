namespace CaptchaGrains.Simulation.World;

/// <summary>How hostile a world is: probabilities for each message, commit or step. Which seed has which is <see cref="OfSeed"/>.</summary>
public sealed record Faults
{
    public required string Name { get; init; }

    // Messages between processes.
    public double LostRequest { get; init; }
    public double LostReply { get; init; }
    public double Duplicate { get; init; }
    public double SlowMessage { get; init; }
    public double LostPush { get; init; }
    public double DoublePush { get; init; }

    // The database.
    public double StoreBusy { get; init; }
    public double LostBeforeCommit { get; init; }
    public double LostAfterCommit { get; init; }

    /// <summary>The caller is told "unknown", and the write happens after that.</summary>
    public double LateCommit { get; init; }

    public double LostRead { get; init; }
    public double SlowStore { get; init; }

    /// <summary>For each step of the world.</summary>
    public double Outage { get; init; }

    // Processes.

    /// <summary>For each step of the world.</summary>
    public double KillSilo { get; init; }

    /// <summary>For each step of the world.</summary>
    public double KillHost { get; init; }

    /// <summary>For each commit: its process dies in the moment in which it becomes durable.</summary>
    public double KillAtCommit { get; init; }

    /// <summary>For each call: it goes to another silo although the actor is alive in one.</summary>
    public double SecondActivation { get; init; }

    /// <summary>For each call that ends: the actor loses its memory although its silo lives.</summary>
    public double Forget { get; init; }

    /// <summary>Processes disagree about the time by at most this.</summary>
    public TimeSpan ClockError { get; init; }

    public bool IsCalm => Name == "calm";

    public static Faults Calm { get; } = new() { Name = "calm" };

    public static Faults Messages { get; } = new()
    {
        Name = "messages",
        LostRequest = 0.02,
        LostReply = 0.02,
        SlowMessage = 0.05,
        LostPush = 0.2,
        DoublePush = 0.1,
    };

    public static Faults Duplicates { get; } = new()
    {
        Name = "duplicates",
        Duplicate = 0.15,
        DoublePush = 0.3,
        SlowMessage = 0.05,
    };

    public static Faults Store { get; } = new()
    {
        Name = "store",
        StoreBusy = 0.04,
        LostBeforeCommit = 0.04,
        LostAfterCommit = 0.06,
        LateCommit = 0.04,
        LostRead = 0.02,
        SlowStore = 0.05,
        Outage = 0.00005,
    };

    public static Faults Crashes { get; } = new()
    {
        Name = "crashes",
        KillSilo = 0.0004,
        KillHost = 0.0001,
        KillAtCommit = 0.04,
    };

    public static Faults Doubles { get; } = new()
    {
        Name = "doubles",
        SecondActivation = 0.2,
        ClockError = TimeSpan.FromMilliseconds(400),
    };

    public static Faults Forgetting { get; } = new()
    {
        Name = "forgetting",
        Forget = 0.05,
    };

    /// <summary>Two seeds of ten are nearly or wholly calm, five have a single class of faults, three have all of them, weak or strong.</summary>
    public static Faults OfSeed(long seed, Random random) => (seed % 10) switch
    {
        0 => Calm,
        1 => Messages,
        2 => Duplicates,
        3 => Store,
        4 => Crashes,
        5 => Doubles,
        6 => Forgetting,
        7 => All("few of all", 0.2 + 0.2 * random.NextDouble()),
        8 => All("all", 0.5 + 0.5 * random.NextDouble()),
        _ => All("many of all", 1 + random.NextDouble()),
    };

    private static Faults All(string name, double factor) => new()
    {
        Name = name,
        LostRequest = Messages.LostRequest * factor,
        LostReply = Messages.LostReply * factor,
        Duplicate = Duplicates.Duplicate * factor * 0.5,
        SlowMessage = Messages.SlowMessage * factor,
        LostPush = Messages.LostPush * factor,
        DoublePush = Messages.DoublePush * factor,
        StoreBusy = Store.StoreBusy * factor * 0.5,
        LostBeforeCommit = Store.LostBeforeCommit * factor * 0.5,
        LostAfterCommit = Store.LostAfterCommit * factor,
        LateCommit = Store.LateCommit * factor * 0.5,
        LostRead = Store.LostRead * factor * 0.5,
        SlowStore = Store.SlowStore * factor,
        Outage = Store.Outage * factor * 0.5,
        KillSilo = Crashes.KillSilo * factor * 0.5,
        KillHost = Crashes.KillHost * factor * 0.5,
        KillAtCommit = Crashes.KillAtCommit * factor * 0.5,
        SecondActivation = Doubles.SecondActivation * factor * 0.25,
        Forget = Forgetting.Forget * factor * 0.5,
        ClockError = Doubles.ClockError * factor,
    };
}
