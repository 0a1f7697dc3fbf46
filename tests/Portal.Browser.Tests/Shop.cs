using System.Globalization;
using CaptchaGrains.Demo;
using CaptchaGrains.Standalone;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The whole one-process edition over a SQLite file: customers submit over their API, and the demonstration's worker solves in the browser.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("captchagrains-shop-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private StandaloneHost? _host;

    public Uri Address => new(Host.Addresses.First());

    private StandaloneHost Host => _host ?? throw new InvalidOperationException("The shop is not open.");

    public async ValueTask InitializeAsync() => _host = await StandaloneHost.Start(
        new StandaloneOptions("http://127.0.0.1:0", _folder.FullName, Demo: true, DemoWorkers: 0, DemoLoad: 0, BenchWorkers: 0) { GoldPerMille = 0 });

    /// <returns>The id of a captcha that was accepted.</returns>
    public async Task<long> Submit(byte[]? file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Host.DemoCustomerKey!), "key" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (file is not null) form.Add(new ByteArrayContent(file), "file", "captcha.bin");
        var reply = await (await _http.PostAsync(new Uri(Address, "/in.php"), form)).Content.ReadAsStringAsync();
        Assert.StartsWith("OK|", reply, StringComparison.Ordinal);
        return long.Parse(reply.AsSpan(3), CultureInfo.InvariantCulture);
    }

    /// <summary>What the customer gets when he asks for the answer.</summary>
    public Task<string> Result(long id) => _http.GetStringAsync(new Uri(Address, $"/res.php?key={Host.DemoCustomerKey}&action=get&id={id}"));

    /// <summary>By keyboard alone.</summary>
    public async Task SignIn(Visit visit)
    {
        await visit.Page.GotoAsync(new Uri(Address, "/signin").ToString());
        await visit.Page.Locator("#email").FocusAsync();
        await visit.Page.Keyboard.TypeAsync(DemoData.WorkerEmail);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync(DemoData.WorkerPassword);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/work");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
