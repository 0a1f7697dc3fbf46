using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Deposits;

/// <summary>
/// Deposits from the customer's wish, or an operator's word, to his balance. That the money has come is stored first, then it is booked under an id that follows from the deposit,
/// then it is noted as booked: repeated at any step, by whomever, it is booked once.
/// </summary>
/// <param name="provider">Null: nobody here takes payments.</param>
public sealed class DepositDesk(
    IMarketStore market, IDepositStore deposits, IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time, DepositOptions? options = null, IPaymentProvider? provider = null)
{
    /// <summary>Losing a race so often in a row would be a mistake of ours.</summary>
    private const int MostTries = 4;

    private readonly DepositBooking _booking = new(market, deposits, actors);

    public DepositOptions Options { get; } = options ?? DepositOptions.Default;

    /// <summary>Who takes payments here; null: nobody.</summary>
    public IPaymentProvider? Provider => provider;

    /// <summary>A customer wants to pay in.</summary>
    /// <param name="operation">His name for it (<see cref="Deposit.IsOperation"/>): repeated, it is the same deposit.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be taken down; ask again with the same operation.</exception>
    public async Task<DepositResult> Request(CustomerId customer, string operation, Money amount)
    {
        if (provider is null) return DepositResult.Refused(DepositRefusal.NoProvider);
        if (!Options.Allows(amount)) return DepositResult.Refused(DepositRefusal.BadAmount);
        var now = Now();
        var latest = await deposits.DepositsOf(customer, null, Options.MostADay);
        var origin = Deposit.OriginOf(customer, operation);
        if (latest.Length == Options.MostADay && latest[^1].RequestedAt > now.AddDays(-1) && latest.All(d => d.Origin != origin)) return DepositResult.Refused(DepositRefusal.TooMany);
        var stored = await Add(new Deposit { Id = await NewId(), Origin = origin, Customer = customer, Amount = amount, Provider = provider.Name, RequestedAt = now });
        return stored.Amount == amount ? DepositResult.Done(stored) : DepositResult.Refused(DepositRefusal.UsedDifferently);
    }

    /// <summary>The provider says that the money has come: it is booked. As often as it says so, it is booked once.</summary>
    /// <param name="reference">By which the provider finds the payment: 1 … <see cref="Deposit.LongestNote"/> characters.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be booked; what is known to have come is booked soon.</exception>
    public async Task<DepositResult> Confirm(DepositId id, string reference)
    {
        var paid = await Step(id, d => d.Status is DepositStatus.Paid or DepositStatus.Booked, d => d.Paid(reference, Now()));
        return paid.Deposit is { } deposit ? DepositResult.Done(await repeat.UntilKnown(() => _booking.Book(deposit, Now()))) : paid;
    }

    /// <summary>The provider says that it will not come.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be noted.</exception>
    public Task<DepositResult> Decline(DepositId id) => Step(id, d => d.Status == DepositStatus.Failed, d => d.Declined(Now()));

    /// <summary>An operator has seen the money, and books it.</summary>
    /// <param name="operation">His name for the payment (<see cref="Deposit.IsOperation"/>): repeated by whichever operator, it is the same deposit.</param>
    /// <param name="reference">By which the payment can be found: 1 … <see cref="Deposit.LongestNote"/> characters.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be booked; repeat it with the same operation.</exception>
    public async Task<DepositResult> BookByHand(long by, string operation, CustomerId customer, Money amount, string reference)
    {
        if (!Options.Allows(amount)) return DepositResult.Refused(DepositRefusal.BadAmount);
        if ((await repeat.UntilKnown(() => actors.Customer(customer).View())).Profile is null) return DepositResult.Refused(DepositRefusal.Unknown);
        var now = Now();
        var made = new Deposit { Id = await NewId(), Origin = Deposit.OriginByHand(operation), Customer = customer, Amount = amount, Provider = Deposit.ByHand, RequestedAt = now, EnteredBy = by };
        // In the log before it is done, under the operation's name: a repetition is the same act.
        await repeat.UntilKnown(() => audit.Append(new AuditEntry($"deposit/{operation}/{customer}/{amount.Nanos}", now, $"operator:{by}", "deposit.booked", $"customer:{customer}",
            JsonSerializer.Serialize(new { operation, amount = amount.ToString(), reference }))).AsTask());
        var stored = await Add(made);
        if (stored.Customer != customer || stored.Amount != amount)
        {
            await repeat.UntilKnown(() => audit.Append(new AuditEntry($"deposit/{operation}/{customer}/{amount.Nanos}/failed", now, $"operator:{by}", "act.failed", $"customer:{customer}",
                JsonSerializer.Serialize(new { operation, why = nameof(DepositRefusal.UsedDifferently) }))).AsTask());
            return DepositResult.Refused(DepositRefusal.UsedDifferently);
        }
        return await Confirm(stored.Id, reference);
    }

    /// <summary>A customer's own deposit; null: he has none of this number.</summary>
    public async Task<Deposit?> Find(CustomerId customer, DepositId id) => await deposits.FindDeposit(id) is { } found && found.Customer == customer ? found : null;

    /// <summary>A customer's deposits, the newest first.</summary>
    public Task<ImmutableArray<Deposit>> Of(CustomerId customer, DepositId? before, int take) => deposits.DepositsOf(customer, before, take);

    private async Task<DepositResult> Step(DepositId id, Func<Deposit, bool> isDone, Func<Deposit, Deposit?> step)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await deposits.FindDeposit(id) is not { } deposit) return DepositResult.Refused(DepositRefusal.Unknown);
            if (isDone(deposit)) return DepositResult.Done(deposit);
            if (step(deposit) is not { } next) return DepositResult.Refused(DepositRefusal.NotPossible);
            if (await repeat.UntilKnown(() => deposits.ChangeDeposit(next))) return DepositResult.Done(next);
        }
        return DepositResult.Refused(DepositRefusal.TryAgain);
    }

    // Deposits share their numbers with the operations that other deposits were booked under, so that no two transfers have one id.
    private async Task<DepositId> NewId() => new(await repeat.UntilKnown(() => market.LeaseIds(IdSequence.Operation, 1)));

    private Task<Deposit> Add(Deposit deposit) => repeat.UntilKnown(() => deposits.AddDeposit(deposit));

    /// <summary>As it is stored, so that a repetition is told the same to the last digit.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
