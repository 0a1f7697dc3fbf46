using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.V1;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Tests;

/// <summary>The customer API on a real server over a marketplace in memory. One customer has ten dollars, one has none.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    public const string PoorKey = "ffffffffffffffffffffffffffffffff";
    public const string UnknownKey = "00000000000000000000000000000000";

    /// <summary>Requests that may wait for an answer at once.</summary>
    public const int MostWaiting = 50;

    private static readonly Money TenDollars = Money.FromDollars(10);

    private readonly WebApplication _app;
    private readonly LocalMarketplace _market;

    private ApiHost(MemoryStore memory, CustomerId customer, CustomerApiOptions options, string? proxies)
    {
        Memory = memory;
        Customer = customer;
        Store = new FaultyStore(memory);
        People = new WatchedPeople(memory);
        Reservations = new FaultyReservations(memory);
        Keys = new KeyDesk(memory, memory, memory, Time);
        // One failure is enough to know nothing, for under a clock that stands still there is no second try; and no step of the clock overtakes a call.
        var never = TimeSpan.FromDays(40); // timers take no more than 49
        var desks = new DeskOptions { IdBlock = 10, MaxReading = MostWaiting, AttemptTimeout = never, TotalTimeout = never, RepeatAfter = never };
        _market = new LocalMarketplace(Store, memory, new StoredActorStates(memory), Time, desks: desks, random: new Random(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => Patient(kestrel).MaxRequestLineSize = CustomerApi.LongestRequestLine).UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(_market.CustomerDesk).AddSingleton(_market.Actors);
        builder.Services.AddSingleton<IPeopleStore>(People).AddSingleton<IIdempotencyStore>(Reservations).AddSingleton<IReportStore>(memory);
        builder.Services.AddSingleton<IMarketStore>(Store).AddSingleton<ICallbackStore>(memory).AddSingleton<IAuditStore>(memory);
        builder.Services.AddSingleton(_market.Repeat).AddSingleton(_market.Actors);
        builder.Services.AddCustomerApi(options);
        _app = builder.Build();
        _app.UseTrustedProxies(proxies);
        _app.MapCustomerApi();
    }

    public ManualTime Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public MemoryStore Memory { get; }

    public FaultyStore Store { get; }

    public WatchedPeople People { get; }

    public FaultyReservations Reservations { get; }

    public KeyDesk Keys { get; }

    public CustomerId Customer { get; }

    public IActors Actors => _market.Actors;

    public LocalMarketplace Market => _market;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <param name="limits">Null: none, so that a test may ask as often as it likes.</param>
    /// <param name="proxies">Whose word on the caller's address is taken.</param>
    public static async Task<ApiHost> Start(
        CustomerApiOptions? options = null, Func<MemoryStore, CustomerId, Task>? prepare = null, LimitOptions? limits = null, string? proxies = null)
    {
        var memory = new MemoryStore();
        CustomerId customer;
        using (var opening = new LocalMarketplace(memory, memory, new StoredActorStates(memory), new ManualTime()))
        {
            customer = await opening.FrontOffice.OpenCustomer("tester", Key);
            foreach (var domain in (string[])["shop.test", "demo.test"]) await opening.Actors.Customer(customer).AuthorizeDomain(domain);
            await opening.FrontOffice.Deposit(-1, customer, TenDollars);
            await opening.FrontOffice.OpenCustomer("poor", PoorKey);
        }
        if (prepare is not null) await prepare(memory, customer);
        var host = new ApiHost(memory, customer, (options ?? new CustomerApiOptions()) with { Limits = limits ?? LimitOptions.None }, proxies);
        await host._app.StartAsync();
        host.Address = new Uri(host._app.Urls.Single());
        host.Http = new HttpClient { BaseAddress = host.Address };
        return host;
    }

    public async Task<string> Get(string path) => await Read(await Http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<string> Post(string path, HttpContent content) => await Read(await Http.PostAsync(new Uri(path, UriKind.Relative), content));

    public Task<string> PostForm(string path, params (string Name, string Value)[] fields) =>
        Post(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public Task<string> PostJson(string path, string json) => Post(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<string> PostJson(string path, object json) => PostJson(path, JsonSerializer.Serialize(json));

    public Task<string> PostRaw(string path, string contentType, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Post(path, content);
    }

    /// <summary>Submits an image the usual way.</summary>
    public async Task<long> Submit()
    {
        var reply = await PostForm("in.php", ("key", Key), ("method", "base64"), ("body", Convert.ToBase64String(TestImages.Png())));
        return Accepted(reply);
    }

    /// <summary>The id in an <c>OK|id</c>.</summary>
    public static long Accepted(string reply)
    {
        Assert.StartsWith("OK|", reply, StringComparison.Ordinal);
        return long.Parse(reply[3..], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What was told to actors and not waited for has arrived, such as a captcha in its queue.</summary>
    public async Task Calm()
    {
        for (var quiet = 0; quiet < 50; quiet++)
        {
            await Task.Yield();
            if (_market.CallsInFlight > 0) quiet = 0;
        }
    }

    public async Task Solve(string answer, long worker = 7, Kind kind = Kind.ImageText)
    {
        await Calm();
        await Actors.Worker(new WorkerId(worker)).Enroll();
        var next = await _market.WorkerDesk.Next(new WorkerId(worker), [kind], TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(next.Assignment);
        await _market.WorkerDesk.Answer(next.Assignment.Id, answer);
    }

    public async Task GiveUp(long worker)
    {
        await Calm();
        await Actors.Worker(new WorkerId(worker)).Enroll();
        var next = await _market.WorkerDesk.Next(new WorkerId(worker), null, TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(next.Assignment);
        await _market.WorkerDesk.GiveBack(next.Assignment.Id, AttemptEnd.Unreadable);
    }

    /// <summary>Another key of the customer, with these rules.</summary>
    public async Task<(string Key, ApiKeyId Id)> AddKey(KeyRules rules)
    {
        var key = ApiKey.Create();
        Assert.Equal(KeyVerdict.Done, await Keys.Add(Customer, ApiKey.Hash(key), rules));
        return (key, (await Memory.FindApiKey(ApiKey.Hash(key)))!.Id);
    }

    /// <summary>The first key gets these rules; the server hears of it at once.</summary>
    public async Task SetRules(KeyRules rules)
    {
        var row = await Memory.FindApiKey(ApiKey.Hash(Key));
        Assert.Equal(KeyVerdict.Done, await Keys.Change(Customer, row!.Id, rules));
        Time.Advance(TimeSpan.FromSeconds(5));
    }

    public CaptchaState OnlyCaptcha() => Assert.Single(Memory.Captchas());

    public async Task<byte[]> ImageOf(CaptchaId id, ImagePart part = ImagePart.Captcha) => [.. (await Memory.FindImage(id, part))!.Bytes];

    /// <summary>Returns when so many requests wait for an answer, and have asked the captcha's actor: a call that the clock overtakes has an unknown outcome.</summary>
    public async Task UntilWaiting(int requests)
    {
        var start = Stopwatch.GetTimestamp();
        while (_market.CustomerDesk.Waiting != requests || _market.CallsInFlight > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2), $"{_market.CustomerDesk.Waiting} wait instead of {requests}.");
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock, and lets the actors and those who wait for them do what is due.</summary>
    public async Task Pass(TimeSpan time)
    {
        Time.Advance(time);
        do await Task.Yield();
        while (_market.CallsInFlight > 0);
    }

    /// <summary>The paths of all endpoints, as they are mapped; of the pages of documentation, which read nothing of a request, the first.</summary>
    public IEnumerable<string> Routes => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Select(e => e.RoutePattern.RawText!).Distinct().Where(r => !r.StartsWith("/docs/", StringComparison.Ordinal));

    /// <summary>The actions of <c>res.php</c>.</summary>
    public IEnumerable<string> Actions => _app.Services.GetRequiredService<ResPhp>().Actions;

    /// <summary>Bytes that request bodies hold now.</summary>
    public long BodyBytes => _app.Services.GetRequiredService<BodySpace>().Taken;

    public Task<Money> Held() => Memory.Balance(AccountId.Held(Customer));

    /// <summary>A refusal leaves no trace: no captcha and no hold.</summary>
    public async Task AssertNothingHappened()
    {
        Assert.Empty(Memory.Captchas());
        Assert.Equal(Money.Zero, await Held());
        Assert.Equal(TenDollars, await Memory.Balance(AccountId.Of(Customer)));
    }

    /// <summary>Bytes that request bodies still hold after the server has finished every request.</summary>
    public async Task<long> BodyBytesLeft()
    {
        await _app.StopAsync();
        return _app.Services.GetRequiredService<BodySpace>().Taken;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _market.Dispose();
    }

    /// <summary>The server's own limits run by the real clock, which on a busy machine says nothing about a client.</summary>
    private static KestrelServerLimits Patient(KestrelServerOptions kestrel)
    {
        (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (null, null);
        kestrel.Limits.RequestHeadersTimeout = kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(10);
        return kestrel.Limits;
    }

    private static async Task<string> Read(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
