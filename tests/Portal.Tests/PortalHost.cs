using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Imaging.Captchas;
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

    private PortalHost(TimeProvider time, PortalOptions options, Action<IServiceCollection>? change)
    {
        _keys = Directory.CreateTempSubdirectory("portal-test-keys-");
        Marketplace = new LocalMarketplace(Store, Store, new StoredActorStates(Store), time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time).AddSingleton<IMarketStore>(Store).AddSingleton<IPeopleStore>(Store);
        builder.Services.AddSingleton(Marketplace.Actors).AddSingleton(Marketplace.WorkerDesk);
        builder.Services.AddPortal(options with { KeyFolder = _keys.FullName });
        // Slow hashes protect people; these accounts live for a second.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        change?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapPortal();
    }

    public MemoryStore Store { get; } = new();

    public LocalMarketplace Marketplace { get; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<PortalHost> Start(TimeProvider? time = null, PortalOptions? options = null, Action<IServiceCollection>? change = null)
    {
        var host = new PortalHost(time ?? TimeProvider.System, options ?? new PortalOptions { SignInsPerMinute = 0 }, change);
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

    public Task<CaptchaView> Read(CaptchaId id) => Marketplace.CustomerDesk.Read(_customer, id);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Marketplace.Dispose();
        _keys.Delete(recursive: true);
    }

    private static StoredImage Png(byte[] bytes) => new("image/png", [.. bytes]);
}
