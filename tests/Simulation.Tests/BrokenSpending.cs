using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>Keeps what is counted rightly; each bug overrides one thing.</summary>
internal abstract class RightSpending(MemoryStore right) : ISpendingStore
{
    protected MemoryStore Right => right;

    public virtual Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take) => right.CustomersWithMoney(after, take);

    public Task<SpendingPosition> SpendingPosition(CustomerId customer) => right.SpendingPosition(customer);

    public virtual Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take) => right.SpentFrom(customer, after, take);

    public virtual Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take) => right.ReturnedTo(customer, after, take);

    public virtual Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added) => right.AddSpending(next, added);

    public Task<ImmutableArray<SpendingLine>> Spending(CustomerId customer, DateTimeOffset from, DateTimeOffset until, SpendingCell? after, int take) =>
        right.Spending(customer, from, until, after, take);
}

/// <summary>Adds whatever anybody has counted, also when somebody was faster, or when it is repeated.</summary>
internal sealed class GreedySpending(MemoryStore right) : RightSpending(right)
{
    public override async Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added) =>
        await Right.AddSpending(next with { Version = (await Right.SpendingPosition(next.Customer)).Version + 1 }, added);
}

/// <summary>Stores how far it is counted without what was counted: as if a process died between the two.</summary>
internal sealed class TornSpending(MemoryStore right) : RightSpending(right)
{
    public override Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added) => base.AddSpending(next, []);
}

/// <summary>Shows nothing of what came back.</summary>
internal sealed class OneSidedSpending(MemoryStore right) : RightSpending(right)
{
    public override Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take) => Task.FromResult(ImmutableArray<SpendingEntry>.Empty);
}

/// <summary>Leaves out an entry at the seam between two counts.</summary>
internal sealed class LeakySpending(MemoryStore right) : RightSpending(right)
{
    public override Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take) => base.SpentFrom(customer, after == 0 ? 0 : after + 1, take);
}

/// <summary>Knows nobody whose spending the sweeper should count.</summary>
internal sealed class EmptySpending(MemoryStore right) : RightSpending(right)
{
    public override Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take) => Task.FromResult(ImmutableArray<CustomerId>.Empty);
}
