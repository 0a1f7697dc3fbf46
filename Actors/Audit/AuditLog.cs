using System.Text;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Actors.Audit;

/// <summary>
/// Writes what waits in one transaction, and completes the waiters after it; a batch grows while the one before it is being written. The chain allows one writer at a time
/// in all processes, so one row in each transaction would be slow where many are refused at once.
/// </summary>
public sealed class AuditLog(IAuditStore store) : IAuditLog
{
    /// <summary>Entries of one transaction.</summary>
    public const int BatchSize = 500;

    /// <summary>Entries that wait: some seconds of work. One more is refused, and so is what it is about.</summary>
    public const int QueueLength = 5_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];
    private bool _isWriting;

    /// <exception cref="StoreBusyException">Too many wait; certainly it was not written.</exception>
    /// <exception cref="ArgumentException">A text is too long, or no text.</exception>
    public async ValueTask Append(AuditEntry entry, CancellationToken cancellation = default)
    {
        Check(entry);
        var waiting = new Waiting(entry);
        lock (_lock)
        {
            if (_waiting.Count >= QueueLength) throw new StoreBusyException();
            _waiting.Add(waiting);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAll, CancellationToken.None); // not on the scheduler of the actor that happened to be first
            }
        }
        await waiting.Done.Task.WaitAsync(cancellation);
    }

    private async Task WriteAll()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }
                batch = _waiting.Count <= BatchSize ? _waiting : _waiting[..BatchSize];
                _waiting = _waiting.Count <= BatchSize ? [] : _waiting[BatchSize..];
            }
            try
            {
                await store.AppendAudit([.. batch.Select(w => w.Entry)]);
                foreach (var waiting in batch) waiting.Done.TrySetResult();
            }
            catch (Exception e)
            {
                foreach (var waiting in batch) waiting.Done.TrySetException(new StoreUncertainException("The audit log may or may not have been written.", e));
            }
        }
    }

    // Checked one by one: in the store a bad one would fail its neighbours.
    private static void Check(AuditEntry entry)
    {
        foreach (var (text, longest) in (ReadOnlySpan<(string, int)>)[(entry.Id, 200), (entry.Actor, 300), (entry.Act, 100), (entry.Subject, 300), (entry.Details, 10_000)])
        {
            if (text.Length > longest || text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException($"'{text}' is no text of an audit entry.", nameof(entry));
            _ = Strict.GetByteCount(text); // throws for half a surrogate pair, which is an ArgumentException
        }
        if (entry.Id.Length == 0 || entry.Act.Length == 0) throw new ArgumentException("An audit entry has an id and an act.", nameof(entry));
    }

    private sealed class Waiting(AuditEntry entry)
    {
        public AuditEntry Entry { get; } = entry;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
