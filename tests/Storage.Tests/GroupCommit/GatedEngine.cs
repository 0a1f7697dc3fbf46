using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.Tests.GroupCommit;

/// <summary>An engine that shows each batch to the test and does what the test says.</summary>
internal sealed class GatedEngine : ICommitEngine
{
    private readonly System.Threading.Channels.Channel<Turn> _turns = System.Threading.Channels.Channel.CreateUnbounded<Turn>();

    public bool IsDisposed { get; private set; }

    /// <summary>One batch that waits for the test's decision.</summary>
    public sealed record Turn(IReadOnlyList<Commit> Batch, TaskCompletionSource<CommitReceipt[]> Done)
    {
        public void Succeed() => Done.SetResult([.. Batch.Select(_ => new CommitReceipt(CommitVerdict.Created, []))]);

        public void Fail(Exception e) => Done.SetException(e);
    }

    public Task<CommitReceipt[]> Apply(IReadOnlyList<Commit> batch)
    {
        var turn = new Turn(batch, new TaskCompletionSource<CommitReceipt[]>(TaskCreationOptions.RunContinuationsAsynchronously));
        _turns.Writer.TryWrite(turn);
        return turn.Done.Task;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    public async Task<Turn> NextTurn() => await _turns.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken);
}
