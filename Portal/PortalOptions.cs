namespace CaptchaGrains.Portal;

/// <summary>What a host decides about the portal.</summary>
public sealed record PortalOptions
{
    /// <summary>
    /// The folder of the keys that protect cookies and forms. Null: where the framework keeps them by default. Several hosts of one portal share it.
    /// </summary>
    public string? KeyFolder { get; init; }

    /// <summary>Where customers' programs send captchas, as their pages show it: an address without a path's end. Null: this host.</summary>
    public string? ApiAddress { get; init; }

    /// <summary>How long a bearer token of the worker API is good for.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a browser stays signed in without being used.</summary>
    public TimeSpan CookieLifetime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>
    /// Moderators and operators open their pages and calls only after a sign-in with a second factor. Off in a demonstration, whose passwords everybody knows. Whoever has set up
    /// a second factor needs it to sign in, whatever stands here.
    /// </summary>
    public bool SecondFactorRequired { get; init; } = true;

    /// <summary>How long a bearer token that was looked up is believed without asking the store again.</summary>
    public TimeSpan SessionCache { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whoever registers as a worker passes the exam before he gets paid work. Off for tests of what comes after it.</summary>
    public bool TrainFirst { get; init; } = true;

    /// <summary>Sign-ins and registrations that one network address may try in a minute (an IPv6 network of 64 bits counts as one); 0: any number.</summary>
    public int SignInsPerMinute { get; init; } = 30;

    /// <summary>Calls of site owners that one network address may make in a minute (an IPv6 network of 64 bits counts as one); 0: any number.</summary>
    public int OwnerCallsPerMinute { get; init; } = 10;

    /// <summary>
    /// Password hashes that are computed at the same time. Each takes a processor for some tens of milliseconds, which the captchas
    /// shall not have to wait for.
    /// </summary>
    public int ConcurrentHashes { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Sign-ins that wait for their turn at the hash; further ones are told to come back. At 50 ms each, the last of 100 waits for seconds.</summary>
    public int WaitingHashes { get; init; } = 100;

    /// <summary>After so much work without a break of some minutes the work page suggests one, gently.</summary>
    public TimeSpan BreakAfter { get; init; } = TimeSpan.FromMinutes(50);

    /// <exception cref="ArgumentException">A value out of its range.</exception>
    internal void Validate()
    {
        Require(SessionLifetime > TimeSpan.Zero, nameof(SessionLifetime));
        Require(CookieLifetime > TimeSpan.Zero, nameof(CookieLifetime));
        Require(SessionCache >= TimeSpan.Zero && SessionCache <= TimeSpan.FromMinutes(1), nameof(SessionCache));
        Require(SignInsPerMinute >= 0, nameof(SignInsPerMinute));
        Require(OwnerCallsPerMinute >= 0, nameof(OwnerCallsPerMinute));
        Require(ConcurrentHashes > 0, nameof(ConcurrentHashes));
        Require(WaitingHashes >= 0, nameof(WaitingHashes));
        Require(BreakAfter > TimeSpan.Zero, nameof(BreakAfter));
    }

    private static void Require(bool condition, string name)
    {
        if (!condition) throw new ArgumentException("The value is out of range.", name);
    }
}
