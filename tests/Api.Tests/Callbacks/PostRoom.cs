using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Hosting.Outbound;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>The delivery of callbacks over a store in memory, one round at a time. This machine may be called unless the test says otherwise.</summary>
internal sealed class PostRoom : IAsyncDisposable
{
    public const string Answer = "W9 &5+ж";

    private static readonly Quote Price = new(new Money(140_000), new Money(60_000));

    private readonly ServiceProvider _services;

    private PostRoom(MemoryStore store, ManualTime time, CallbackOptions options)
    {
        (Store, Time) = (store, time);
        Names.Set("shop.test", "127.0.0.1");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time).AddSingleton<IMarketStore>(store).AddSingleton<ICallbackStore>(store).AddSingleton<IHostNames>(Names);
        services.AddSingleton<CallbackDesk>().AddCallbackDelivery(options);
        _services = services.BuildServiceProvider();
        Dispatcher = _services.GetRequiredService<CallbackDispatcher>();
        Desk = _services.GetRequiredService<CallbackDesk>();
    }

    public static CustomerId Customer { get; } = new(1);

    public static CallbackOptions ThisMachineAllowed { get; } = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] };

    public MemoryStore Store { get; }

    public ManualTime Time { get; }

    public FakeNames Names { get; } = new();

    public CallbackDispatcher Dispatcher { get; }

    public CallbackDesk Desk { get; }

    public static async Task<PostRoom> Open(CallbackOptions? options = null, MemoryStore? store = null, ManualTime? time = null)
    {
        var room = new PostRoom(store ?? new MemoryStore(), time ?? new ManualTime(), options ?? ThisMachineAllowed);
        if (store is not null) return room;
        await room.Store.Commit(new TransferCommit(Charge.Deposit(1, Customer, Money.FromDollars(10)), room.Time.GetUtcNow()));
        Assert.Equal(RegisterVerdict.Registered, await room.Desk.Register(Customer, "shop.test", null));
        return room;
    }

    /// <summary>A captcha that has ended just now.</summary>
    public async Task<CaptchaId> End(string url, CallbackForm form = CallbackForm.IdAndCode, bool solved = true, long id = 1)
    {
        var now = Time.GetUtcNow();
        var captcha = new CaptchaState
        {
            Id = new CaptchaId(id),
            Customer = Customer,
            Request = new CaptchaRequest(Kind.ImageText) { CallbackUrl = url, CallbackForm = form },
            Quote = Price,
            SubmittedAt = now.AddSeconds(solved ? -10 : -90),
        };
        await Store.Commit(SubmitCommit.Of(captcha, CaptchaImages.None, id));
        var worker = new WorkerId(id);
        var end = solved ? captcha.Grant(worker, now.AddSeconds(-5)).Next.Accept(worker, Answer, now).Next : captcha.Advance(now);
        Assert.Equal(CommitVerdict.Created, (await Store.Commit(EndCommit.Of(end))).Verdict);
        return captcha.Id;
    }

    /// <summary>Sends what is due now, to its end.</summary>
    public async Task Round()
    {
        await Dispatcher.Begin(CancellationToken.None);
        await Dispatcher.Finished();
    }

    public async Task<CallbackHistory> History(CaptchaId id) => (await Desk.Find(Customer, id))!;

    /// <summary>What one attempt came to, and whether there will be another.</summary>
    public async Task<(string? Error, CallbackStatus Status)> Outcome(string url)
    {
        var id = await End(url);
        await Round();
        var history = await History(id);
        return (history.Attempts[^1].Error, history.Status);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
