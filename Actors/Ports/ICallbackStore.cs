using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// Where customers may be called, and who still has to be. The row of a callback is written by the <see cref="Core.Ledger.EndCommit"/> of a captcha whose
/// request has an address; this port hands such rows out, one process at a time, until they are delivered or given up.
/// </summary>
public interface ICallbackStore
{
    /// <summary>Null: the customer never registered a host.</summary>
    Task<CallbackProfile?> FindCallbackProfile(CustomerId customer);

    /// <returns>False when the stored version is another one; then nothing was stored.</returns>
    Task<bool> SaveCallbackProfile(CallbackProfile profile);

    /// <summary>Takes callbacks that are due, the longest due first. Nobody else gets them before the lease is over.</summary>
    /// <param name="take">1 … 1,000.</param>
    Task<ImmutableArray<DueCallback>> TakeCallbacks(DateTimeOffset now, DateTimeOffset leaseUntil, int take);

    /// <summary>Gives taken ones back, as if they had not been tried; those that somebody else has taken meanwhile are left alone.</summary>
    Task PostponeCallbacks(ImmutableArray<DueCallback> callbacks, DateTimeOffset dueAt);

    /// <summary>Notes an attempt and what follows from it.</summary>
    /// <param name="dueAt">When it is tried again; null: it has ended as <paramref name="status"/> says.</param>
    /// <returns>False when somebody else has taken it meanwhile; then nothing was stored.</returns>
    Task<bool> FinishCallback(DueCallback callback, CallbackAttempt attempt, CallbackStatus status, DateTimeOffset? dueAt);

    /// <summary>Makes a callback due again, with all its tries before it, whatever became of it.</summary>
    /// <returns>False when the customer has no callback for this captcha.</returns>
    Task<bool> ReplayCallback(CustomerId customer, CaptchaId captcha, DateTimeOffset now);

    /// <summary>Null: the customer has no callback for this captcha, or it has not ended.</summary>
    Task<CallbackHistory?> FindCallback(CustomerId customer, CaptchaId captcha);
}

/// <param name="Hosts">As <see cref="Core.Domains.DomainName"/> writes them, in order.</param>
/// <param name="Secret">What callbacks are signed with.</param>
/// <param name="PreviousSecret">They are signed with this one too, until <paramref name="PreviousUntil"/>.</param>
/// <param name="Version">Of the stored row; grows by one with each save. 0: not stored yet.</param>
public sealed record CallbackProfile(
    CustomerId Customer, ImmutableArray<string> Hosts, string Secret, string? PreviousSecret, DateTimeOffset? PreviousUntil, long Version);

public enum CallbackStatus : short
{
    Pending = 1,

    /// <summary>The receiver said so.</summary>
    Delivered = 2,

    /// <summary>Tried for long enough, or forbidden.</summary>
    GivenUp = 3,
}

/// <summary>A callback that this process has until the end of its lease.</summary>
/// <param name="Tries">How often it was tried before, since it became due or was last replayed.</param>
/// <param name="Taken">Tells this holder from an earlier one whose lease is over.</param>
public sealed record DueCallback(CaptchaId Captcha, CustomerId Customer, string Url, CallbackForm Form, int Tries, long Taken);

/// <param name="Status">The receiver's HTTP status; null: there was none.</param>
/// <param name="Error">In a few words of ours, at most 200 characters; null: none.</param>
/// <param name="Duration">Whole milliseconds.</param>
public sealed record CallbackAttempt(DateTimeOffset At, TimeSpan Duration, int? Status, string? Error)
{
    /// <summary>How many are kept for one captcha, the newest: all of a first round, and some replays.</summary>
    public const int MostKept = 20;
}

/// <param name="DueAt">When it is tried next; null: it is not.</param>
/// <param name="Attempts">The newest last; at most <see cref="CallbackAttempt.MostKept"/>.</param>
public sealed record CallbackHistory(
    CaptchaId Captcha, string Url, CallbackStatus Status, DateTimeOffset? DueAt, int AllAttempts, ImmutableArray<CallbackAttempt> Attempts)
{
    public bool Equals(CallbackHistory? other) =>
        other is not null && (Captcha, Url, Status, DueAt, AllAttempts) == (other.Captcha, other.Url, other.Status, other.DueAt, other.AllAttempts)
        && Attempts.SequenceEqual(other.Attempts);

    public override int GetHashCode() => HashCode.Combine(Captcha, Url, Status, DueAt, AllAttempts);
}
