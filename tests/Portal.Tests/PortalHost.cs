using System.Collections.Immutable;
using System.Diagnostics;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Api;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A marketplace in memory with the portal before it, on a port of the system's choice, and a customer with money.</summary>
public sealed class PortalHost : IAsyncDisposable
{
    public static readonly CaptchaRequest Plain = new(Kind.ImageText);

    private readonly WebApplication _app;
    private readonly DirectoryInfo _keys;
    private readonly Random _random = new(20260101);
    private CustomerId _customer;
    private int _earned;

    private PortalHost(TimeProvider time, PortalOptions options, Action<IServiceCollection>? change, ReportOptions? numbers, bool secondFactor, bool trainFirst)
    {
        _keys = Directory.CreateTempSubdirectory("portal-test-keys-");
        Marketplace = new LocalMarketplace(Store, Store, new StoredActorStates(Store), time, audit: new AuditLog(Store), numbers: numbers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time).AddSingleton<IMarketStore>(Store).AddSingleton<IPeopleStore>(Store).AddSingleton<IAuditStore>(Store)
            .AddSingleton<IReportStore>(Store).AddSingleton<ISanctionStore>(Store).AddSingleton<IGoldStore>(Store).AddSingleton<ITrainingStore>(Store)
            .AddSingleton<IPayoutStore>(Store).AddSingleton<IReferralStore>(Store).AddSingleton<IEarningStore>(Store).AddSingleton<IMinuteStore>(Store).AddSingleton<IRateStore>(Store)
            .AddSingleton<IKeyStore>(Store).AddSingleton<ICallbackStore>(Store).AddSingleton<ISpendingStore>(Store).AddSingleton<IDepositStore>(Store).AddSingleton<ICustomerHistory>(Store)
            .AddSingleton<ITaskReader, TaskReader>();
        builder.Services.AddSingleton(Marketplace.Actors).AddSingleton(Marketplace.WorkerDesk).AddSingleton(Marketplace.CustomerDesk);
        builder.Services.AddCallbackDesk().AddTestPayments();
        builder.Services.AddPortal(options with { KeyFolder = _keys.FullName, SecondFactorRequired = secondFactor, TrainFirst = trainFirst });
        // Slow hashes protect people; these accounts live for a second.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        change?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapPortal();
    }

    public MemoryStore Store { get; } = new();

    public LocalMarketplace Marketplace { get; }

    /// <summary>What the host has mapped, and what answers with it.</summary>
    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>No limit to sign-ins unless the options say so: all of a test's people come from one address.</summary>
    /// <param name="secondFactor">Whether moderators and operators need one; most tests are about something else.</param>
    /// <param name="trainFirst">New workers have to pass the exam; otherwise they are enrolled as trained.</param>
    public static async Task<PortalHost> Start(TimeProvider? time = null, PortalOptions? options = null, Action<IServiceCollection>? change = null, ReportOptions? numbers = null,
        bool secondFactor = false, bool trainFirst = false)
    {
        var host = new PortalHost(time ?? TimeProvider.System, options ?? new PortalOptions { SignInsPerMinute = 0 }, change, numbers, secondFactor, trainFirst);
        host._customer = await host.Marketplace.FrontOffice.OpenCustomer("tester", "0123456789abcdef0123456789abcdef");
        await host.Marketplace.FrontOffice.Deposit(-1, host._customer, Money.FromDollars(10));
        await host._app.StartAsync();
        return host;
    }

    /// <summary>A customer submits a generated captcha.</summary>
    public async Task<(CaptchaId Id, TextCaptcha Captcha)> Submit(CaptchaRequest? request = null, TextCaptchaStyle? style = null, byte[]? instruction = null)
    {
        var captcha = TextCaptcha.Generate(_random, style ?? new TextCaptchaStyle());
        request = (request ?? Plain) with { HasInstructionImage = instruction is not null };
        var images = new CaptchaImages(Png(captcha.Png), instruction is null ? null : Png(instruction));
        var (id, result) = await Marketplace.CustomerDesk.Submit(_customer, request, images);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        return (id, captcha);
    }

    /// <summary>A customer, who is authorised for <c>demo.test</c>, submits just this.</summary>
    public async Task<CaptchaId> Submit(CaptchaRequest request, CaptchaImages images)
    {
        await Marketplace.Actors.Customer(_customer).AuthorizeDomain("demo.test");
        var (id, result) = await Marketplace.CustomerDesk.Submit(_customer, request, images);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        return id;
    }

    public async Task<long> AddPerson(string email, string password, PersonRole role = PersonRole.Worker)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<Enrollment>().Add(email, password, role, CancellationToken.None);
        Assert.Equal(EnrollVerdict.Enrolled, result.Verdict);
        return result.Account!.Person.Id;
    }

    /// <summary>A worker who was examined in just these kinds.</summary>
    public async Task<WorkerId> AddWorker(string email, string password, params Kind[] kinds)
    {
        var id = await AddPerson(email, password, PersonRole.Operator); // no worker actor yet
        await Store.UpdatePerson((await Store.FindPerson(id))! with { Roles = RoleSet.Of(PersonRole.Worker) });
        var worker = new WorkerId(id);
        await SetProfile(WorkerProfile.New(worker) with { Kinds = [.. kinds] });
        return worker;
    }

    public PayoutDesk Payouts => _app.Services.GetRequiredService<PayoutDesk>();

    /// <summary>The worker has earned this.</summary>
    public async Task Earn(WorkerId worker, string dollars, DateTimeOffset? at = null)
    {
        ImmutableArray<Transfer> money = [new(new TransferId(1_000_000_000 + ++_earned, Purpose.Earning), AccountId.HouseQuality, AccountId.Of(worker), Money.Parse(dollars))];
        Assert.Equal(CommitVerdict.Created, (await Store.Commit(new TransferCommit(money, at ?? DateTimeOffset.UtcNow))).Verdict);
    }

    /// <summary>Inviters have what their friends brought them until now.</summary>
    public async Task SettleReferrals()
    {
        var settlement = new ReferralSettlement(Store, Store, Store);
        foreach (var referral in await Store.Referrals(default, 500)) await settlement.Settle(referral, DateTimeOffset.UtcNow);
    }

    /// <summary>Only before the worker's first call: afterwards his actor has it in memory.</summary>
    public async Task SetProfile(WorkerProfile profile)
    {
        var state = new StoredActorStates(Store).For<WorkerProfile>($"worker/{profile.Id}");
        await state.Read();
        await state.Write(profile);
    }

    /// <summary>Returns when so many workers wait for a captcha.</summary>
    public async Task UntilWaiting(int workers)
    {
        var start = Stopwatch.GetTimestamp();
        while (Marketplace.WorkerDesk.Waiting != workers)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), $"{Marketplace.WorkerDesk.Waiting} wait instead of {workers}.");
            await Task.Yield();
        }
        await Settle();
    }

    /// <summary>Lets the calls between actors, and what runs between them, come to rest.</summary>
    public async Task Settle()
    {
        for (var quiet = 0; quiet < 50; quiet++)
        {
            await Task.Yield();
            if (Marketplace.CallsInFlight > 0 || ThreadPool.PendingWorkItemCount > 0) quiet = 0;
        }
    }

    public Task<CaptchaView> Read(CaptchaId id) => Marketplace.CustomerDesk.Read(_customer, id);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(); // as at the end of a process; disposing alone would cut the connections
        await _app.DisposeAsync();
        Marketplace.Dispose();
        _keys.Delete(recursive: true);
    }

    private static StoredImage Png(byte[] bytes) => new("image/png", [.. bytes]);
}
