using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Demo;
using CaptchaGrains.Hosting.Https;
using CaptchaGrains.Portal;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Sandbox;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace CaptchaGrains.Standalone;

/// <summary>The marketplace in one process: the same actors, API and portal as in the cluster, over a SQLite file.</summary>
public sealed class StandaloneHost : IAsyncDisposable
{
    private readonly StandaloneOptions _options;
    private readonly IAsyncDisposable? _store;
    private readonly LocalMarketplace _marketplace;
    private readonly WebApplication _app;
    private readonly Crowd? _crowd;
    private readonly OperatorLogin? _firstOperator;

    private StandaloneHost(
        StandaloneOptions options, IAsyncDisposable? store, LocalMarketplace marketplace, WebApplication app, Crowd? crowd, OperatorLogin? firstOperator)
    {
        (_options, _store, _marketplace, _app, _crowd, _firstOperator) = (options, store, marketplace, app, crowd, firstOperator);
    }

    /// <summary>Where it really listens, e.g. after port 0 was asked for.</summary>
    public ICollection<string> Addresses => _app.Urls;

    /// <summary>The PEM file that clients have to trust for HTTPS; null: none of its own.</summary>
    public string? Authority { get; private init; }

    /// <summary>How to come in as the operator that this start has made; null: there was one.</summary>
    public OperatorLogin? FirstOperator => _firstOperator;

    /// <summary>The API key of the demo customer; null without a demonstration.</summary>
    public string? DemoCustomerKey => _crowd?.Key;

    public static async Task<StandaloneHost> Start(StandaloneOptions options)
    {
        if (options.Sandbox) return await StartSandbox(options);
        Directory.CreateDirectory(options.DataFolder);
        var time = TimeProvider.System;
        var store = await SqliteStore.Open(Path.Combine(options.DataFolder, "captchagrains.db"));
        var marketplace = new LocalMarketplace(store, store, new StoredActorStates(store), time, audit: new AuditLog(store),
            numbers: new ReportOptions { Gold = new GoldOptions { PerMille = options.GoldPerMille } }, images: options.Images);
        var login = await OperatorAccount.EnsureFirst(store, store, marketplace.Repeat, time);
        var (app, authority) = Build(options, store, marketplace, new CallbackOptions
        {
            AllowedNetworks = CallbackOptions.ParseNetworks(options.CallbackNetworks),
            PollEvery = TimeSpan.FromMilliseconds(100), // a read of the embedded store costs microseconds
        });
        var crowd = options.WantsDemo ? await Crowd.Gather(options, store, marketplace, app.Services.GetRequiredService<ILoggerFactory>(), time) : null;
        await app.StartAsync();
        await marketplace.Recover();
        crowd?.Begin();
        return new StandaloneHost(options, store, marketplace, app, crowd, login) { Authority = authority };
    }

    /// <summary>Tells whoever started it where it is and how to come in.</summary>
    public async Task Announce(TextWriter output)
    {
        var address = Addresses.First();
        var data = _options.Sandbox ? "a sandbox, nothing is kept" : $"its data is in {Path.GetFullPath(_options.DataFolder)}";
        await output.WriteLineAsync($"CaptchaGrains is open on {string.Join(", ", Addresses)}; {data}");
        if (Authority is not null) await output.WriteLineAsync($"  HTTPS         trust {Authority}   (NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, curl --cacert)");
        if (_firstOperator is { } login) await output.WriteLineAsync($"  operator      {login.Email}   password {login.Password}   (shown once: write it down)");
        if (_options.Sandbox)
        {
            await output.WriteLineAsync("  customer      any API key of 32 letters and digits");
            await output.WriteLineAsync($"  worker        {DemoData.WorkerEmail}   password {DemoData.WorkerPassword}   {address}/signin");
            await output.WriteLineAsync($"  rules         curl -d '{{\"then\":{{\"answer\":\"four\"}}}}' {address}/sandbox/v1/rules   (docs/sandbox.md)");
        }
        if (_crowd is not null)
        {
            await output.WriteLineAsync($"  demo worker   {DemoData.WorkerEmail}   password {DemoData.WorkerPassword}   {address}/signin");
            await output.WriteLineAsync($"  moderator     {DemoData.ModeratorEmail}   password {DemoData.ModeratorPassword}   {address}/signin");
            await output.WriteLineAsync($"  demo customer API key {_crowd.Key}");
            await output.WriteLineAsync($"  try           curl -F key={_crowd.Key} -F file=@captcha.png {address}/in.php");
        }
        await output.WriteLineAsync("Ctrl+C stops it.");
        await output.FlushAsync();
    }

    public async Task UntilStopped(CancellationToken stop)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, _app.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>No new requests, then no simulated people, then no actors, and the store last, so that everything accepted is written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(); // those who wait for a captcha get their 204 instead of a broken connection
        await _app.DisposeAsync();
        if (_crowd is not null) await _crowd.DisposeAsync();
        _marketplace.Dispose();
        if (_store is not null) await _store.DisposeAsync();
    }

    private static async Task<StandaloneHost> StartSandbox(StandaloneOptions options)
    {
        var edition = new SandboxEdition(TimeProvider.System);
        var store = new MemoryStore();
        var marketplace = new LocalMarketplace(store, store, new StoredActorStates(store), edition.Time, rules: edition.Rules);
        var (app, authority) = Build(options, store, marketplace, SandboxEdition.Callbacks, builder =>
        {
            edition.AddTo(builder.Services, marketplace, store, store);
            builder.Services.Configure<KeyManagementOptions>(kept => kept.XmlRepository = new PassingKeys());
            builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical); // it minds replies that break off
        });
        SandboxEdition.Map(app);
        var keys = new KeyDesk(store, store, store, edition.Time);
        var people = new DemoData(marketplace.Actors, store, store, marketplace.FrontOffice, keys, marketplace.Repeat, edition.Time);
        await people.EnsureWorker();
        await app.StartAsync();
        return new StandaloneHost(options, null, marketplace, app, null, null) { Authority = authority };
    }

    /// <param name="more">What an edition changes when everything else is there.</param>
    private static (WebApplication App, string? Authority) Build<TStore>(
        StandaloneOptions options, TStore store, LocalMarketplace marketplace, CallbackOptions callbacks, Action<WebApplicationBuilder>? more = null)
        where TStore : IMarketStore, IPeopleStore, ICallbackStore, IKeyStore, IIdempotencyStore, IReportStore, ISanctionStore, IAuditStore, IGoldStore, IPayoutStore,
            IReferralStore, IEarningStore, ITrainingStore, IMinuteStore, ISpendingStore, IDepositStore, ICustomerHistory, IRateStore
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(StandaloneHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = CustomerApi.LongestRequestLine).UseUrls(UrlsOf(options));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // its keys lie in the data folder, as readable as the database beside them
        builder.Services.AddSingleton<IMarketStore>(store).AddSingleton<IPeopleStore>(store).AddSingleton<ICallbackStore>(store)
            .AddSingleton<IAuditStore>(store).AddSingleton<IKeyStore>(store).AddSingleton<IIdempotencyStore>(store).AddSingleton<IReportStore>(store)
            .AddSingleton<ISanctionStore>(store).AddSingleton<IGoldStore>(store).AddSingleton<IPayoutStore>(store).AddSingleton<IReferralStore>(store)
            .AddSingleton<IEarningStore>(store).AddSingleton<ITrainingStore>(store).AddSingleton<IMinuteStore>(store).AddSingleton<ISpendingStore>(store)
            .AddSingleton<IDepositStore>(store).AddSingleton<ICustomerHistory>(store).AddSingleton<IRateStore>(store);
        builder.Services.AddSingleton(marketplace.Actors).AddSingleton(marketplace.CustomerDesk).AddSingleton(marketplace.WorkerDesk)
            .AddSingleton(marketplace.Repeat).AddSingleton<KeyDesk>();
        builder.Services.AddSingleton(PayoutOptions.Default with { Minimum = options.PayoutMinimum }).AddSingleton(options.Images);
        builder.Services.AddCustomerApi();
        builder.Services.AddCallbackDelivery(callbacks);
        builder.Services.AddPortal(new PortalOptions
        {
            KeyFolder = Path.Combine(Path.GetFullPath(options.DataFolder), "keys"),
            SecondFactorRequired = !options.WantsDemo && !options.Sandbox, // the passwords of a demonstration are in its documentation
        });
        if (options.WantsDemo || options.Sandbox) builder.Services.AddTestPayments(); // there the money is none
        var authority = builder.UseHttps(options.Https, Path.Combine(Path.GetFullPath(options.DataFolder), "https"));
        more?.Invoke(builder);
        var app = builder.Build();
        app.UseTrustedProxies(app.Configuration[TrustedProxies.Setting]);
        app.MapPortal();
        app.MapCustomerApi();
        return (app, authority);
    }

    private static string[] UrlsOf(StandaloneOptions options)
    {
        var urls = options.Urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var needsOne = options.Https is not { IsDevelopment: false, Certificate: null } && !urls.Any(u => u.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        return needsOne ? [.. urls, StandaloneOptions.DefaultHttpsUrl] : urls;
    }
}
