using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Trust;

/// <summary>What two accounts can have in common.</summary>
public enum SignalKind
{
    /// <summary>Paid to the same destination.</summary>
    PayoutDestination = 1,

    /// <summary>Signed in with the same device cookie.</summary>
    Device = 2,

    /// <summary>Signed in from the same network address with the same browser, within a day.</summary>
    AddressAndBrowser = 3,

    /// <summary>One invited the other.</summary>
    Referral = 4,
}

/// <summary>Something that was seen of one account.</summary>
/// <param name="Value">A hash: what it is made of is kept nowhere.</param>
public sealed record LinkSignal(SignalKind Kind, string Value, WorkerId Worker, DateTimeOffset At)
{
    /// <param name="seen">As it was seen, in the same form each time; only its hash (SHA-256) is kept.</param>
    public static LinkSignal Of(SignalKind kind, string seen, WorkerId worker, DateTimeOffset at) =>
        new(kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{seen}"))), worker, at);

    /// <summary>Paid to a destination, however it is spaced or capitalised.</summary>
    public static LinkSignal OfPayout(string destination, WorkerId worker, DateTimeOffset at) =>
        Of(SignalKind.PayoutDestination, string.Concat(destination.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant(), worker, at);

    /// <summary>One invited the other: a signal of both, which nobody else can have.</summary>
    public static (LinkSignal Inviter, LinkSignal Friend) OfReferral(WorkerId inviter, WorkerId friend, DateTimeOffset at) =>
        (Of(SignalKind.Referral, $"{inviter} {friend}", inviter, at), Of(SignalKind.Referral, $"{inviter} {friend}", friend, at));
}

/// <summary>Two accounts had the same signal.</summary>
/// <param name="One">The smaller id of the two.</param>
public sealed record AccountMatch(WorkerId One, WorkerId Other, SignalKind Kind, string Value, DateTimeOffset At)
{
    public static AccountMatch Of(LinkSignal signal, WorkerId other) => signal.Worker.Value < other.Value
        ? new(signal.Worker, other, signal.Kind, signal.Value, signal.At)
        : new(other, signal.Worker, signal.Kind, signal.Value, signal.At);
}
