using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Storage.Tests.Beds;

public sealed class MemoryBed : StoreBed
{
    private readonly MemoryStore _store = new();

    public override Task Create() => Task.CompletedTask;

    public override Task<OpenStore> Open() => Task.FromResult(new OpenStore(_store, _store, _store, null));

    public override Task<long> CountWrongAccounts() => Task.FromResult(_store.Balances().Sum(b => b.Amount.Nanos) == 0 ? 0L : 1L);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
