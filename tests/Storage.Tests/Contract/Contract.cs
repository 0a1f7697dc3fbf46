using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>What every store does; one empty database for each test.</summary>
public abstract class Contract<TBed> : IAsyncLifetime where TBed : StoreBed, new()
{
    private readonly List<OpenStore> _open = [];

    protected TBed Bed { get; } = new();

    protected OpenStore Store => _open[0];

    protected IMarketStore Market => Store.Market;

    public async ValueTask InitializeAsync()
    {
        await Bed.Create();
        await OpenAnother();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open) await store.DisposeAsync();
        await Bed.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<OpenStore> OpenAnother()
    {
        var store = await Bed.Open();
        _open.Add(store);
        return store;
    }

    /// <summary>Closes all stores, and opens the database again.</summary>
    protected async Task Reopen()
    {
        foreach (var store in _open) await store.DisposeAsync();
        _open.Clear();
        await OpenAnother();
    }
}
