using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class StateContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    [Fact]
    public async Task A_value_is_written_only_on_top_of_what_was_read()
    {
        Assert.Null(await Store.States.Load("k"));
        Assert.False(await Store.States.Save("k", "1", 5));
        Assert.True(await Store.States.Save("k", "1", 0));
        Assert.False(await Store.States.Save("k", "2", 0));
        Assert.True(await Store.States.Save("k", "2", 1));
        Assert.False(await Store.States.Save("k", "3", 1));
        await Reopen();
        Assert.Equal(new StoredValue("2", 2), await Store.States.Load("k"));
    }

    [Fact]
    public async Task Of_two_activations_the_one_that_is_out_of_date_hears_of_it()
    {
        var first = new StoredActorState<CustomerProfile>(Store.States, "customer/1");
        var second = new StoredActorState<CustomerProfile>(Store.States, "customer/1");
        await first.Read();
        await second.Read();
        Assert.Null(first.Value);

        await first.Write(CustomerProfile.New(Given.Customer(1), "one"));
        await Assert.ThrowsAsync<StoreConflictException>(() => second.Write(CustomerProfile.New(Given.Customer(1), "two")));
        Assert.Null(second.Value);
        await second.Read();
        Assert.Equal("one", second.Value?.Name);
        await second.Write(second.Value! with { MaxRate = new Money(5) });
        await first.Read();
        Assert.Equal(new Money(5), first.Value?.MaxRate);
    }

    [Fact]
    public async Task What_actors_keep_comes_back_as_it_was()
    {
        await RoundTrip(new CustomerProfile(Given.Customer(long.MaxValue), "Zoë \"猫\" </script>", new Money(140_001), true));
        var worker = await RoundTrip(WorkerProfile.New(Given.Worker(9)) with { Kinds = [] }, compare: false);
        Assert.Empty(worker.Kinds);
        worker = await RoundTrip(WorkerProfile.New(Given.Worker(9)) with { Kinds = [Kind.ImageText, Kind.Grid] }, compare: false);
        Assert.Equal([Kind.ImageText, Kind.Grid], worker.Kinds);
        worker = await RoundTrip(WorkerProfile.New(Given.Worker(9)).Asking(new OwnTerms(new Money(200_000), new Money(5_000_000_001))), compare: false);
        Assert.Equal(new OwnTerms(new Money(200_000), new Money(5_000_000_001)), worker.Terms);
        await RoundTrip(new DomainPolicy(DomainStanding.Denied, "owner", "operator:1", Given.Noon));
    }

    [Fact]
    public async Task A_worker_who_was_kept_before_there_were_terms_asks_for_nothing()
    {
        await Store.States.Save("worker/9", """{"Id":9,"Status":1,"Kinds":[1,3],"MinRate":0}""", 0);
        var read = new StoredActorState<WorkerProfile>(Store.States, "worker/9");
        await read.Read();
        Assert.Equal((WorkerStatus.Active, OwnTerms.None), (read.Value!.Status, read.Value.Terms));
    }

    private async Task<T> RoundTrip<T>(T value, bool compare = true) where T : class
    {
        var key = Guid.NewGuid().ToString();
        await new StoredActorState<T>(Store.States, key).Write(value);
        var read = new StoredActorState<T>(Store.States, key);
        await read.Read();
        if (compare) Assert.Equal(value, read.Value);
        return read.Value!;
    }
}
