using System.Collections.Concurrent;
using System.Diagnostics;

namespace CaptchaGrains.Load;

/// <summary>What happened to one captcha, by the clock of this process, in ticks of <see cref="Stopwatch"/>.</summary>
internal sealed class Trace
{
    private readonly Lock _lock = new();
    private long _accepted;
    private long _assigned;
    private long _submitted;
    private long _shown;

    public long AnswerSent { get; private set; }

    /// <summary>Ends when the worker's answer is on its way.</summary>
    public TaskCompletionSource Answering { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The customer has been told that it is accepted.</summary>
    /// <returns>The time from acceptance to the worker, when the worker was faster: zero.</returns>
    public long? Accepted()
    {
        lock (_lock)
        {
            _accepted = Stopwatch.GetTimestamp();
            return _assigned != 0 ? 0 : null;
        }
    }

    /// <summary>A worker has got it.</summary>
    /// <returns>The time from acceptance to here; null while the customer has not been told yet, or another worker had it before.</returns>
    public long? Assigned()
    {
        lock (_lock)
        {
            if (_assigned != 0) return null;
            _assigned = Stopwatch.GetTimestamp();
            return _accepted != 0 ? _assigned - _accepted : null;
        }
    }

    /// <summary>When the customer began to send it.</summary>
    /// <returns>The time from then until the worker saw it; null while he has not.</returns>
    public long? Submitted(long at)
    {
        lock (_lock)
        {
            _submitted = at;
            return _shown != 0 ? _shown - at : null;
        }
    }

    /// <summary>It is in a browser that its image was drawn.</summary>
    public bool IsOnPage { get; private set; }

    /// <summary>A worker has its image.</summary>
    /// <returns>The time from the customer's sending to here; null while the customer's number for it is not known yet, or another worker saw it before.</returns>
    public long? Shown(bool onPage = false)
    {
        lock (_lock)
        {
            if (_shown != 0) return null;
            (_shown, IsOnPage) = (Stopwatch.GetTimestamp(), onPage);
            return _submitted != 0 ? _shown - _submitted : null;
        }
    }

    public void Answers()
    {
        AnswerSent = Stopwatch.GetTimestamp();
        Answering.TrySetResult();
    }
}

/// <summary>Everything that is counted. Only what happens while <see cref="IsMeasuring"/> goes into the figures.</summary>
internal sealed class Measures
{
    private readonly ConcurrentDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private long _delivered;
    private long _wrong;
    private long _requests;

    /// <summary>Captchas that are under way: one for each customer, and what others submit meanwhile.</summary>
    public ConcurrentDictionary<long, Trace> Open { get; } = new();

    public bool IsMeasuring { get; set; }

    /// <summary>From the (scheduled) start of a submission to <c>OK|id</c>.</summary>
    public LatencyHistogram Submit { get; } = new();

    /// <summary>From <c>OK|id</c> to the worker's assignment; zero where the worker had it before the customer had his reply.</summary>
    public LatencyHistogram Dispatch { get; } = new();

    /// <summary>From the (scheduled) start of a submission to its image at the worker; with <see cref="LoadSettings.Look"/> only.</summary>
    public LatencyHistogram Shown { get; } = new();

    /// <summary>The same to the frame in which a browser has drawn it; with <see cref="LoadSettings.Pages"/> only.</summary>
    public LatencyHistogram Drawn { get; } = new();

    /// <summary>From the worker's sending the answer to the customer's seeing it.</summary>
    public LatencyHistogram Visible { get; } = new();

    /// <summary>From the (scheduled) start of a submission to the answer in the customer's hands.</summary>
    public LatencyHistogram Whole { get; } = new();

    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Answers that belong to another captcha: must be zero.</summary>
    public long Wrong => Volatile.Read(ref _wrong);

    /// <summary>HTTP requests that were answered.</summary>
    public long Requests => Volatile.Read(ref _requests);

    public IReadOnlyDictionary<string, long> Refusals => _refusals;

    public Trace TraceOf(long captcha) => Open.GetOrAdd(captcha, static _ => new Trace());

    public void Request()
    {
        if (IsMeasuring) Interlocked.Increment(ref _requests);
    }

    public void Delivery(bool isRight)
    {
        if (!isRight) Interlocked.Increment(ref _wrong);
        if (IsMeasuring) Interlocked.Increment(ref _delivered);
    }

    public void Add(LatencyHistogram histogram, long ticks)
    {
        if (IsMeasuring) histogram.Add(ticks);
    }

    /// <param name="code">From the server; kinds beyond a hundred are counted together.</param>
    public void Refusal(string code) =>
        _refusals.AddOrUpdate(_refusals.Count < 100 ? code : "other", 1, static (_, n) => n + 1);
}
