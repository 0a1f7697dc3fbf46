using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : ICallbackStore
{
    private readonly Dictionary<CustomerId, CallbackProfile> _callbackProfiles = [];
    private readonly SortedDictionary<CaptchaId, StoredCallback> _callbacks = [];

    private sealed record StoredCallback(DueCallback Callback, CallbackStatus Status, DateTimeOffset DueAt, int AllAttempts, ImmutableArray<CallbackAttempt> Attempts);

    public Task<CallbackProfile?> FindCallbackProfile(CustomerId customer)
    {
        lock (_lock) return Task.FromResult(_callbackProfiles.GetValueOrDefault(customer));
    }

    public Task<bool> SaveCallbackProfile(CallbackProfile profile)
    {
        lock (_lock)
        {
            if ((_callbackProfiles.GetValueOrDefault(profile.Customer)?.Version ?? 0) != profile.Version) return Task.FromResult(false);
            _callbackProfiles[profile.Customer] = profile with { PreviousUntil = StoredTime.Cut(profile.PreviousUntil), Version = profile.Version + 1 };
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<DueCallback>> TakeCallbacks(DateTimeOffset now, DateTimeOffset leaseUntil, int take)
    {
        Pages.RequireTake(take, Pages.MaxCallbacks);
        lock (_lock)
        {
            var due = _callbacks.Values.Where(c => c.Status == CallbackStatus.Pending && c.DueAt <= now).OrderBy(c => c.DueAt).Take(take).ToList();
            foreach (var callback in due)
                _callbacks[callback.Callback.Captcha] = callback with { Callback = TakenAgain(callback.Callback), DueAt = StoredTime.Cut(leaseUntil) };
            return Task.FromResult(due.Select(c => TakenAgain(c.Callback)).ToImmutableArray());
        }
    }

    public Task PostponeCallbacks(ImmutableArray<DueCallback> callbacks, DateTimeOffset dueAt)
    {
        lock (_lock)
            foreach (var callback in callbacks)
                if (Held(callback) is { } stored) _callbacks[callback.Captcha] = stored with { DueAt = StoredTime.Cut(dueAt) };
        return Task.CompletedTask;
    }

    public Task<bool> FinishCallback(DueCallback callback, CallbackAttempt attempt, CallbackStatus status, DateTimeOffset? dueAt)
    {
        lock (_lock)
        {
            if (Held(callback) is not { } stored) return Task.FromResult(false);
            var kept = attempt with { At = StoredTime.Cut(attempt.At), Duration = TimeSpan.FromMilliseconds((int)attempt.Duration.TotalMilliseconds) };
            _callbacks[callback.Captcha] = stored with
            {
                Callback = stored.Callback with { Tries = stored.Callback.Tries + 1 },
                Status = status,
                DueAt = StoredTime.Cut(dueAt) ?? stored.DueAt,
                AllAttempts = stored.AllAttempts + 1,
                Attempts = [.. stored.Attempts.Append(kept).TakeLast(CallbackAttempt.MostKept)],
            };
            return Task.FromResult(true);
        }
    }

    public Task<bool> ReplayCallback(CustomerId customer, CaptchaId captcha, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_callbacks.TryGetValue(captcha, out var stored) || stored.Callback.Customer != customer) return Task.FromResult(false);
            _callbacks[captcha] = stored with
            {
                Callback = TakenAgain(stored.Callback) with { Tries = 0 },
                Status = CallbackStatus.Pending,
                DueAt = StoredTime.Cut(now),
            };
            return Task.FromResult(true);
        }
    }

    public Task<CallbackHistory?> FindCallback(CustomerId customer, CaptchaId captcha)
    {
        lock (_lock)
        {
            if (!_callbacks.TryGetValue(captcha, out var stored) || stored.Callback.Customer != customer) return Task.FromResult<CallbackHistory?>(null);
            DateTimeOffset? dueAt = stored.Status == CallbackStatus.Pending ? stored.DueAt : null;
            return Task.FromResult<CallbackHistory?>(
                new CallbackHistory(captcha, stored.Callback.Url, stored.Status, dueAt, stored.AllAttempts, stored.Attempts));
        }
    }

    private void Write(NewCallback callback) => _callbacks.Add(callback.Captcha, new StoredCallback(
        new DueCallback(callback.Captcha, callback.Customer, callback.Url, callback.Form, 0, 0),
        CallbackStatus.Pending, StoredTime.Cut(callback.EndedAt), 0, []));

    private static DueCallback TakenAgain(DueCallback callback) => callback with { Taken = callback.Taken + 1 };

    /// <summary>Null: it has ended, or somebody else has it.</summary>
    private StoredCallback? Held(DueCallback callback) =>
        _callbacks.TryGetValue(callback.Captcha, out var stored) && stored.Status == CallbackStatus.Pending && stored.Callback.Taken == callback.Taken ? stored : null;
}
