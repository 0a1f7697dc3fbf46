using System.Threading.Channels;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>
/// One writer for a whole process. It takes whatever waits, up to a bound, into one transaction, and waits for nobody: a batch grows while the one
/// before it is being written. The writer starts with the first commit, so a process that only reads has none.
/// </summary>
internal sealed class GroupCommitter : IAsyncDisposable
{
    /// <summary>A batch that was rolled back because somebody was in the way is tried so often as a whole, then commit by commit.</summary>
    private const int MaxTries = 3;

    /// <summary>
    /// Bytes of images after which a batch is full, whatever its commits are: sound has a megabyte, a captcha of nine images five, and the 512 of a batch would be more
    /// than a database takes at once. A batch of usual images never comes near.
    /// </summary>
    internal const int MaxImageBytes = 32 * 1024 * 1024;

    private readonly ICommitEngine _engine;
    private readonly int _batchSize;
    private readonly Channel<Waiting> _queue;
    private readonly Lazy<Task> _writer;
    private volatile bool _isClosed;

    private sealed record Waiting(Commit Commit, TaskCompletionSource<CommitReceipt> Done);

    public GroupCommitter(ICommitEngine engine, StoreOptions options)
    {
        _engine = engine;
        _batchSize = options.BatchSize;
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _writer = new Lazy<Task>(() => Task.Run(WriteAll));
    }

    /// <summary>Whether the writer runs.</summary>
    public bool HasStarted => _writer.IsValueCreated;

    /// <exception cref="StoreBusyException">The queue is full; nothing was written.</exception>
    /// <exception cref="StoreUncertainException">It may or may not have been written.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed; nothing was written.</exception>
    public Task<CommitReceipt> Commit(Commit commit)
    {
        CommitRules.Check(commit);
        // The continuations are actors' turns and requests: they must not run on, and hold up, the writer.
        var waiting = new Waiting(commit, new TaskCompletionSource<CommitReceipt>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_queue.Writer.TryWrite(waiting))
        {
            _ = _writer.Value;
            return waiting.Done.Task;
        }
        // A bounded channel refuses because it is full, or because it is complete.
        return Task.FromException<CommitReceipt>(_isClosed ? new ObjectDisposedException(nameof(GroupCommitter)) : new StoreBusyException());
    }

    /// <summary>Writes what waits, and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _queue.Writer.TryComplete();
        if (HasStarted) await _writer.Value;
        await _engine.DisposeAsync();
    }

    private async Task WriteAll()
    {
        var batch = new List<Waiting>(_batchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            for (long bytes = 0; batch.Count < _batchSize && bytes < MaxImageBytes && _queue.Reader.TryRead(out var waiting); bytes += ImageBytes(waiting.Commit))
                batch.Add(waiting);
            await Write(batch);
            batch.Clear();
        }
    }

    private static long ImageBytes(Commit commit) =>
        commit is SubmitCommit submit ? ImageParts.Of(submit.Images).Sum(i => (long)i.Image.Bytes.Length) : 0;

    private async Task Write(List<Waiting> batch)
    {
        try
        {
            if (await TryApply(batch)) return;
            // One of them may be what fails every time: alone, it fails nobody else.
            foreach (var waiting in batch)
                if (!await TryApply([waiting])) waiting.Done.SetException(new StoreUncertainException("The commit was rolled back again and again."));
        }
        catch (Exception e)
        {
            foreach (var waiting in batch) waiting.Done.TrySetException(new StoreUncertainException("The batch failed: " + e.Message, e));
        }
    }

    /// <returns>False when it was rolled back each time.</returns>
    private async Task<bool> TryApply(List<Waiting> batch)
    {
        var commits = batch.ConvertAll(w => w.Commit);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            try
            {
                var receipts = await _engine.Apply(commits);
                for (var i = 0; i < receipts.Length; i++) batch[i].Done.SetResult(receipts[i]);
                return true;
            }
            catch (BatchRolledBackException)
            {
                // Decided anew from what the database holds now.
            }
        }
        return false;
    }
}
