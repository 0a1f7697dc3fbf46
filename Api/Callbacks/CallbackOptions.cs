using System.Collections.Immutable;
using System.Net;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>How customers are called, and whom nobody calls.</summary>
public sealed record CallbackOptions
{
    /// <summary>Hosts that one customer may register. Bounded, because all of them are one stored value.</summary>
    public int MaxHosts { get; init; } = 20;

    /// <summary>
    /// Whether a host is registered only from the address that it resolves to, as in the public service. Off: whoever registers has shown his key, and most customers
    /// call us from other machines than those that we call. What the rule protected others from is bounded otherwise (see docs/customer-api.md).
    /// </summary>
    public bool RequireSameAddress { get; init; }

    /// <summary>Networks that may be called although they are private, or otherwise no public unicast addresses.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>How often a process looks for callbacks that are due.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Callbacks that one process sends at once: each is a connection and a few kilobytes.</summary>
    public int MaxAtOnce { get; init; } = 256;

    /// <summary>Of those, to one host: a receiver that hangs must not take the place of all others.</summary>
    public int MaxAtOncePerHost { get; init; } = 16;

    /// <summary>From resolving the name to the status of the last reply, redirects included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For so long nobody else gets what a process has taken; well above <see cref="AttemptTimeout"/>, so that nothing is sent twice without need.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long callbacks are signed with the old secret too, after it was replaced.</summary>
    public TimeSpan OldSecretLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The pauses between tries. Each is shortened or lengthened at random by up to a fifth. Together an hour; then it is given up.</summary>
    public ImmutableArray<TimeSpan> Pauses { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4),
        TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(20),
    ];

    /// <param name="text">Networks (<c>10.0.0.0/8</c>), separated by commas, semicolons or spaces; null or empty: none.</param>
    /// <exception cref="FormatException">One of them is none.</exception>
    public static ImmutableArray<IPNetwork> ParseNetworks(string? text) =>
        [.. (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(IPNetwork.Parse)];

    /// <param name="luck">0 … 1.</param>
    /// <returns>Null: there is no further try.</returns>
    internal TimeSpan? PauseAfter(int tries, double luck) => tries > Pauses.Length ? null : Pauses[tries - 1] * (0.8 + 0.4 * luck);

    /// <exception cref="ArgumentOutOfRangeException">A bound is zero or negative, or the lease ends before an attempt can.</exception>
    internal CallbackOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxHosts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxAtOnce);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxAtOncePerHost);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Lease, AttemptTimeout * 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(OldSecretLifetime, TimeSpan.Zero);
        return this;
    }
}
