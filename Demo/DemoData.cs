using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Demo;

/// <summary>
/// What a demonstration starts with: a customer with money, people who work. Everything is made at most once, however often and on however many hosts it is asked for.
/// </summary>
public sealed class DemoData(IActors actors, IMarketStore store, IPeopleStore people, FrontOffice office, KeyDesk keys, Repeat repeat, TimeProvider time)
{
    public const string CustomerName = "demo";
    public const string WorkerEmail = "worker@demo.test";
    public const string WorkerPassword = "demo-worker";
    public const string ModeratorEmail = "moderator@demo.test";
    public const string ModeratorPassword = "demo-moderator";

    /// <summary>For these, and their sub-domains, the demonstration's customer may have captchas of token kinds solved: nobody else can own them.</summary>
    public static ImmutableArray<string> CustomerDomains { get; } = ["localhost", "demo.test"];

    /// <summary>More would make the start slow, and no demonstration needs them.</summary>
    public const int MostWorkers = 5_000;

    private readonly PersonEnroller _enroller = new(store, people, repeat, time);

    /// <summary>What the customer has in the beginning.</summary>
    public static Money OpeningDeposit { get; } = Money.FromDollars(10);

    /// <summary>The load generator sends thousands of captchas a second with this one key, and asks for them without a pause: no limits.</summary>
    private static KeyRules DemoRules { get; } = new("default") { BurstPerThreeSeconds = 0 };

    /// <summary>All are looked at and none is ever reached.</summary>
    private static KeyRules BenchRules { get; } = new("bench")
    {
        AllowedAddresses = ["10.0.0.0/8", "192.168.0.0/16", "127.0.0.0/8"],
        AllowedKinds = [.. Enum.GetValues<Kind>()],
        DailyCap = Money.FromDollars(10_000),
        MaxRate = Money.FromDollars(1),
        BurstPerThreeSeconds = 1_000_000,
    };

    /// <summary>The customer with this key, his opening deposit, and his authorisations. Another key is another customer.</summary>
    /// <param name="key">Well-formed by <see cref="ApiKey.IsWellFormed"/>.</param>
    public async Task<CustomerId> EnsureCustomer(string key, string name = CustomerName)
    {
        if (!ApiKey.IsWellFormed(key)) throw new ArgumentException($"A key has {ApiKey.Length} letters and digits.", nameof(key));
        var customer = await repeat.UntilKnown(() => office.OpenCustomer(name, key, DemoRules));
        await repeat.UntilKnown(() => office.Deposit(OpeningOperation(customer), customer, OpeningDeposit));
        foreach (var domain in CustomerDomains) await repeat.UntilKnown(() => actors.Customer(customer).AuthorizeDomain(domain));
        return customer;
    }

    /// <summary>
    /// For a load generator: ten thousand dollars, once, which at the highest rate are enough for some nine million captchas; and a second key,
    /// <see cref="BenchKeyOf"/>, with every rule that a key can have, so that what the rules cost can be measured.
    /// </summary>
    /// <param name="key">The customer's first.</param>
    public async Task EnsureBench(CustomerId customer, string key)
    {
        await repeat.UntilKnown(() => office.Deposit(BenchOperation(customer), customer, Money.FromDollars(10_000)));
        await repeat.UntilKnown(() => keys.Add(customer, ApiKey.Hash(BenchKeyOf(key)), BenchRules));
    }

    /// <summary>The demonstration's key, read backwards.</summary>
    public static string BenchKeyOf(string key) => string.Concat(key.Reverse());

    /// <summary>The worker as whom a visitor signs in.</summary>
    public Task<WorkerId> EnsureWorker() => EnsureWorker(WorkerEmail, () => Passwords.Hash(WorkerPassword));

    /// <summary>The moderator whose calls a visitor tries.</summary>
    public async Task<long> EnsureModerator() => (await _enroller.Ensure(ModeratorEmail, PersonRole.Moderator, () => Passwords.Hash(ModeratorPassword))).Person.Id;

    /// <summary>Workers for the load generator: <c>bench-1@demo.test</c> and so on.</summary>
    /// <param name="count">0 … <see cref="MostWorkers"/>.</param>
    public Task<ImmutableArray<WorkerId>> EnsureBenchWorkers(int count, string password) => EnsureWorkers("bench", count, password);

    /// <summary>Workers whom <see cref="DemoWorkers"/> plays: <c>simulated-1@demo.test</c> and so on. Nobody can sign in as one.</summary>
    /// <param name="count">0 … <see cref="MostWorkers"/>.</param>
    public Task<ImmutableArray<WorkerId>> EnsureSimulatedWorkers(int count) => EnsureWorkers("simulated", count, Passwords.Create());

    /// <summary>
    /// Leased operations count upwards from 1, so a number below zero is nobody else's; it belongs to the customer, so every host finds the same one.
    /// </summary>
    private static long OpeningOperation(CustomerId customer) => -customer.Value;

    private static long BenchOperation(CustomerId customer) => long.MinValue + customer.Value;

    private async Task<ImmutableArray<WorkerId>> EnsureWorkers(string prefix, int count, string password)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostWorkers);
        // A hash costs some ten milliseconds on purpose. They share one password, so sharing its hash as well tells nobody anything new.
        var hash = new Lazy<string>(() => Passwords.Hash(password));
        var workers = ImmutableArray.CreateBuilder<WorkerId>(count);
        for (var i = 1; i <= count; i++) workers.Add(await EnsureWorker($"{prefix}-{i}@demo.test", () => hash.Value));
        return workers.MoveToImmutable();
    }

    private async Task<WorkerId> EnsureWorker(string email, Func<string> passwordHash)
    {
        var (person, _) = await _enroller.Ensure(email, PersonRole.Worker, passwordHash);
        var worker = new WorkerId(person.Id);
        await repeat.UntilKnown(() => actors.Worker(worker).Enroll());
        return worker;
    }
}
