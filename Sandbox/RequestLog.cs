using System.Collections.Immutable;

namespace CaptchaGrains.Sandbox;

/// <summary>One request of a customer's program, and what became of it.</summary>
/// <param name="Number">Counts from 1; where the next page goes on.</param>
/// <param name="Endpoint">E.g. <c>in.php</c>.</param>
/// <param name="Kind">Null: it is about none, or was refused before it was known.</param>
/// <param name="Parameters">As they were sent, values cut to their first characters; images and files without their value.</param>
/// <param name="Rule">The number of the rule that spoke; null: none.</param>
/// <param name="Captcha">Null: it is about none, or none was accepted.</param>
/// <param name="Note">What the author of the script should know; null: nothing.</param>
/// <param name="Reply">As the API wrote it, cut to its first characters, before any rule spoilt it.</param>
public sealed record LoggedRequest(
    long Number, DateTimeOffset At, string Endpoint, string? Kind, IReadOnlyDictionary<string, string> Parameters, long? Rule, long? Captcha, string? Note, string Reply);

/// <summary>The last requests, oldest first.</summary>
public sealed class RequestLog
{
    /// <summary>More than a test looks at, and some megabytes at most.</summary>
    public const int Most = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<LoggedRequest> _requests = new(Most);
    private long _next = 1;

    public void Add(Func<long, LoggedRequest> request)
    {
        lock (_lock)
        {
            if (_requests.Count == Most) _requests.Dequeue();
            _requests.Enqueue(request(_next++));
        }
    }

    /// <param name="after">Only requests with a greater number.</param>
    public ImmutableArray<LoggedRequest> Since(long after)
    {
        lock (_lock) return [.. _requests.Where(r => r.Number > after)];
    }

    public void Clear()
    {
        lock (_lock) _requests.Clear();
    }
}
