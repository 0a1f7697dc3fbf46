using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>Keeps deposits rightly; each bug overrides one thing.</summary>
internal abstract class RightDeposits(MemoryStore right) : IDepositStore
{
    protected MemoryStore Right => right;

    public virtual Task<Deposit> AddDeposit(Deposit deposit) => right.AddDeposit(deposit);

    public virtual Task<Deposit?> FindDeposit(DepositId id) => right.FindDeposit(id);

    public virtual Task<bool> ChangeDeposit(Deposit next) => right.ChangeDeposit(next);

    public Task<ImmutableArray<Deposit>> DepositsOf(CustomerId customer, DepositId? before, int take) => right.DepositsOf(customer, before, take);

    public virtual Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take) => right.DepositsIn(status, after, take);
}

/// <summary>Says that it has stored a step, and has not.</summary>
internal sealed class ForgetfulDeposits(MemoryStore right) : RightDeposits(right)
{
    public override Task<bool> ChangeDeposit(Deposit next) => Task.FromResult(true);
}

/// <summary>Makes another deposit of an operation that is repeated.</summary>
internal sealed class DoubledDeposits(MemoryStore right) : RightDeposits(right)
{
    public override async Task<Deposit> AddDeposit(Deposit deposit)
    {
        var stored = await Right.AddDeposit(deposit);
        return stored.Id == deposit.Id ? stored : await Right.AddDeposit(deposit with { Origin = $"{deposit.Origin}/{deposit.Id}" });
    }
}

/// <summary>Does not look at versions: the last step wins.</summary>
internal sealed class HastyDeposits(MemoryStore right) : RightDeposits(right)
{
    public override async Task<bool> ChangeDeposit(Deposit next) =>
        await Right.FindDeposit(next.Id) is { } stored && await Right.ChangeDeposit(next with { Version = stored.Version + 1 });
}

/// <summary>Takes all that was asked for as paid.</summary>
internal sealed class GenerousDeposits(MemoryStore right) : RightDeposits(right)
{
    public override async Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take) => status == DepositStatus.Paid
        ? [.. (await Right.DepositsIn(DepositStatus.Requested, after, take)).Select(d => d with { Status = DepositStatus.Paid })]
        : await Right.DepositsIn(status, after, take);
}

/// <summary>Never says what is left to do.</summary>
internal sealed class SilentDeposits(MemoryStore right) : RightDeposits(right)
{
    public override Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take) => Task.FromResult(ImmutableArray<Deposit>.Empty);
}

/// <summary>Finds the oldest that waits for money, whichever was meant.</summary>
internal sealed class ConfusedDeposits(MemoryStore right) : RightDeposits(right)
{
    public override async Task<Deposit?> FindDeposit(DepositId id) =>
        await Right.DepositsIn(DepositStatus.Requested, default, 1) is [var oldest] ? oldest : await Right.FindDeposit(id);
}

/// <summary>Thinks that everybody had asked for something else before.</summary>
internal sealed class SuspiciousDeposits(MemoryStore right) : RightDeposits(right)
{
    public override async Task<Deposit> AddDeposit(Deposit deposit) => (await Right.AddDeposit(deposit)) with { Amount = deposit.Amount + new Money(1) };
}
