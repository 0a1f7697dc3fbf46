using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;
using Xunit;

namespace CaptchaGrains.Storage.Tests.GroupCommit;

public sealed class GroupCommitterTests : IAsyncDisposable
{
    private readonly GatedEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_batch_grows_while_the_one_before_it_is_written()
    {
        await using var committer = Committer();
        var first = committer.Commit(Some(0));
        var turn = await _engine.NextTurn();
        var others = Enumerable.Range(1, 5).Select(n => committer.Commit(Some(n))).ToList();
        turn.Succeed();
        await first;
        turn = await _engine.NextTurn();
        Assert.Equal(5, turn.Batch.Count);
        turn.Succeed();
        Assert.All(await Task.WhenAll(others), r => Assert.Equal(CommitVerdict.Created, r.Verdict));
    }

    [Fact]
    public async Task A_batch_has_a_bound()
    {
        await using var committer = Committer(batchSize: 3);
        var waiting = new List<Task<CommitReceipt>> { committer.Commit(Some(0)) };
        var turn = await _engine.NextTurn();
        waiting.AddRange(Enumerable.Range(1, 7).Select(n => committer.Commit(Some(n))));
        turn.Succeed();
        var sizes = new List<int>();
        for (var left = 7; left > 0; left -= sizes[^1])
        {
            turn = await _engine.NextTurn();
            sizes.Add(turn.Batch.Count);
            turn.Succeed();
        }
        Assert.Equal([3, 3, 1], sizes);
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Large_images_fill_a_batch_sooner()
    {
        await using var committer = Committer();
        var waiting = new List<Task<CommitReceipt>> { committer.Commit(Some(0)) };
        var turn = await _engine.NextTurn();
        var image = new StoredImage("audio/mpeg", [.. new byte[GroupCommitter.MaxImageBytes / 4]]);
        waiting.AddRange(Enumerable.Range(1, 6).Select(id =>
            committer.Commit(SubmitCommit.Of(Given.Captcha(id), new CaptchaImages(image, null) { More = [image] }, id))));
        waiting.Add(committer.Commit(Some(1)));
        turn.Succeed();
        var sizes = new List<int>();
        for (var left = 7; left > 0; left -= sizes[^1])
        {
            turn = await _engine.NextTurn();
            sizes.Add(turn.Batch.Count);
            turn.Succeed();
        }
        Assert.Equal([2, 2, 2, 1], sizes);
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_takes_again_when_there_is_room()
    {
        await using var committer = Committer(queue: 2);
        var writing = committer.Commit(Some(0));
        var turn = await _engine.NextTurn();
        Task<CommitReceipt>[] queued = [committer.Commit(Some(1)), committer.Commit(Some(2))];
        await Assert.ThrowsAsync<StoreBusyException>(() => committer.Commit(Some(3)));

        turn.Succeed();
        await writing;
        turn = await _engine.NextTurn();
        Assert.Equal(2, turn.Batch.Count);
        var another = committer.Commit(Some(4));
        turn.Succeed();
        await Task.WhenAll(queued);
        (await _engine.NextTurn()).Succeed();
        await another;
    }

    [Fact]
    public async Task After_a_failure_the_outcome_of_the_whole_batch_is_unknown_and_the_next_batch_is_not_touched()
    {
        await using var committer = Committer();
        var first = committer.Commit(Some(0));
        var turn = await _engine.NextTurn();
        Task<CommitReceipt>[] second = [committer.Commit(Some(1)), committer.Commit(Some(2))];
        turn.Fail(new TimeoutException("no reply"));
        var uncertain = await Assert.ThrowsAsync<StoreUncertainException>(() => first);
        Assert.IsType<TimeoutException>(uncertain.InnerException);
        (await _engine.NextTurn()).Succeed();
        await Task.WhenAll(second);
    }

    [Fact]
    public async Task A_batch_that_was_certainly_rolled_back_is_tried_again()
    {
        await using var committer = Committer();
        var commit = committer.Commit(Some(0));
        (await _engine.NextTurn()).Fail(new BatchRolledBackException(new InvalidOperationException("deadlock")));
        (await _engine.NextTurn()).Succeed();
        Assert.Equal(CommitVerdict.Created, (await commit).Verdict);
    }

    [Fact]
    public async Task A_commit_that_fails_every_time_fails_alone()
    {
        await using var committer = Committer();
        var first = committer.Commit(Some(0));
        var turn = await _engine.NextTurn();
        Task<CommitReceipt>[] second = [committer.Commit(Some(1)), committer.Commit(Some(2)), committer.Commit(Some(3))];
        var bad = Some(2).Transfers[0].Id;
        turn.Succeed();
        await first;
        while (!second.All(t => t.IsCompleted))
        {
            turn = await _engine.NextTurn();
            if (turn.Batch.Any(c => c.Transfers[0].Id == bad)) turn.Fail(new BatchRolledBackException(new InvalidOperationException("bad")));
            else turn.Succeed();
            if (turn.Batch is [var last] && last.Transfers[0].Id == Some(3).Transfers[0].Id) break;
        }
        Assert.Equal(CommitVerdict.Created, (await second[0]).Verdict);
        await Assert.ThrowsAsync<StoreUncertainException>(() => second[1]);
        Assert.Equal(CommitVerdict.Created, (await second[2]).Verdict);
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_takes_nothing_more()
    {
        var committer = Committer();
        var first = committer.Commit(Some(0));
        var turn = await _engine.NextTurn();
        var second = committer.Commit(Some(1));
        var closing = committer.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => committer.Commit(Some(2)));
        Assert.False(closing.IsCompleted);
        turn.Succeed();
        (await _engine.NextTurn()).Succeed();
        await closing;
        Assert.True(_engine.IsDisposed);
        await first;
        await second;
    }

    [Fact]
    public async Task A_process_that_only_reads_has_no_writer()
    {
        var committer = Committer();
        Assert.False(committer.HasStarted);
        await committer.DisposeAsync();
        Assert.False(committer.HasStarted);
    }

    private GroupCommitter Committer(int queue = 100, int batchSize = 50) =>
        new(_engine, new StoreOptions { QueueLength = queue, BatchSize = batchSize });

    private static TransferCommit Some(int n) => Given.Deposit(n, 1, captchas: 1);
}
