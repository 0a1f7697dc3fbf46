using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class ActorGrainTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    [Fact]
    public async Task An_alarm_that_failed_rings_again()
    {
        var wakes = await market.Cluster.Client.GetGrain<IAlarmGrain>(1).FailOnce();
        Assert.Equal(2, wakes);
    }

    [Fact]
    public async Task An_alarm_that_was_taken_back_does_not_ring()
    {
        var wakes = await market.Cluster.Client.GetGrain<IAlarmGrain>(2).ReplaceAndTakeBack();
        Assert.Equal(1, wakes);
    }

    [Fact]
    public async Task Of_two_writers_of_one_state_the_second_is_told()
    {
        var states = market.Cluster.GetSiloServiceProvider().GetRequiredService<IActorStates>();
        var (one, other) = (states.For<DomainPolicy>("domain/two.test"), states.For<DomainPolicy>("domain/two.test"));
        await one.Read();
        await other.Read();
        var policy = DomainPolicy.Default with { Reason = "first" };
        await one.Write(policy);
        await Assert.ThrowsAsync<StoreConflictException>(() => other.Write(DomainPolicy.Default));
        await other.Read();
        Assert.Equal(policy, other.Value);
        await other.Write(policy with { Reason = "second" });
        await Assert.ThrowsAsync<StoreConflictException>(() => one.Write(policy));
    }

    [Fact]
    public async Task States_of_alike_keys_are_apart()
    {
        var states = market.Cluster.GetSiloServiceProvider().GetRequiredService<IActorStates>();
        var (a, b) = (states.For<DomainPolicy>("domain/a"), states.For<DomainPolicy>("domain/00a"));
        await a.Read();
        await a.Write(DomainPolicy.Default);
        await b.Read();
        Assert.Null(b.Value);
    }
}
