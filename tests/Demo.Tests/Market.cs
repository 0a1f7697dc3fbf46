using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Demo.Tests;

/// <summary>A whole marketplace in memory.</summary>
internal sealed class Market : IDisposable
{
    private readonly LocalMarketplace _local;

    public Market(Func<IPeopleStore, IPeopleStore>? people = null, DeskOptions? desks = null, TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        People = people?.Invoke(Store) ?? Store;
        desks ??= new DeskOptions { RepeatAfter = TimeSpan.FromMilliseconds(1) };
        Repeat = new Repeat(desks, Time);
        _local = new LocalMarketplace(Store, People, new States(Store), Time, desks: desks, random: new Random(1));
        Data = new DemoData(_local.Actors, Store, People, _local.FrontOffice, new KeyDesk(Store, Store, Store, Time), Repeat, Time);
    }

    public MemoryStore Store { get; } = new();

    public IPeopleStore People { get; }

    public TimeProvider Time { get; }

    public Repeat Repeat { get; }

    public DemoData Data { get; }

    public IActors Actors => _local.Actors;

    public CustomerDesk CustomerDesk => _local.CustomerDesk;

    public WorkerDesk WorkerDesk => _local.WorkerDesk;

    public FrontOffice FrontOffice => _local.FrontOffice;

    public Money Sum => Store.Balances().Aggregate(Money.Zero, (sum, b) => sum + b.Amount);

    public void Dispose() => _local.Dispose();

    private sealed class States(IStateStore store) : IActorStates
    {
        public IActorState<T> For<T>(string key) where T : class => new StoredActorState<T>(store, key);
    }
}
