using System.Globalization;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Standalone;

namespace CaptchaGrains.Portal.Browser.Tests.WholeWay;

/// <summary>
/// Where the whole way is walked: Standalone as it starts for a new user, or the edition that runs where CAPTCHAGRAINS_PORTAL and CAPTCHAGRAINS_API say, whose operator
/// has never signed in: CAPTCHAGRAINS_OPERATOR is his address and his password, with a colon between them. Nothing but its addresses is used of it.
/// </summary>
public sealed class Edition : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly StandaloneHost? _host;
    private readonly DirectoryInfo? _folder;

    private Edition(Uri portal, Uri api, (string Email, string Password) firstOperator, StandaloneHost? host = null, DirectoryInfo? folder = null)
    {
        (Portal, Api, FirstOperator, _host, _folder) = (portal, api, firstOperator, host, folder);
    }

    public Uri Portal { get; }

    public Uri Api { get; }

    public (string Email, string Password) FirstOperator { get; }

    public static async Task<Edition> Open()
    {
        if (Environment.GetEnvironmentVariable("CAPTCHAGRAINS_PORTAL") is { Length: > 0 } portal)
        {
            var login = Needed("CAPTCHAGRAINS_OPERATOR");
            var colon = login.IndexOf(':', StringComparison.Ordinal);
            return new Edition(new Uri(portal), new Uri(Needed("CAPTCHAGRAINS_API")), (login[..colon], login[(colon + 1)..]));
        }
        var folder = Directory.CreateTempSubdirectory("captchagrains-whole-way-");
        var host = await StandaloneHost.Start(new StandaloneOptions("http://127.0.0.1:0", folder.FullName, Demo: false, DemoWorkers: 0, DemoLoad: 0, BenchWorkers: 0)
        {
            GoldPerMille = 0, // each captcha here is a customer's
            PayoutMinimum = Money.Parse("0.01"),
        });
        var address = new Uri(host.Addresses.First());
        var first = host.FirstOperator!;
        return new Edition(address, address, (first.Email, first.Password), host, folder);
    }

    /// <returns>The number of a captcha that was accepted.</returns>
    public async Task<long> Submit(string key, byte[]? file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(key), "key" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (file is not null) form.Add(new ByteArrayContent(file), "file", "captcha.bin");
        var reply = await (await _http.PostAsync(new Uri(Api, "/in.php"), form)).Content.ReadAsStringAsync();
        Assert.StartsWith("OK|", reply, StringComparison.Ordinal);
        return long.Parse(reply.AsSpan(3), CultureInfo.InvariantCulture);
    }

    /// <summary>What the customer gets when he asks for the answer.</summary>
    public Task<string> Result(string key, long id) => _http.GetStringAsync(new Uri(Api, $"/res.php?key={key}&action=get&id={id}"));

    /// <param name="action"><c>reportgood</c> or <c>reportbad</c>.</param>
    public Task<string> Report(string key, string action, long id) => _http.GetStringAsync(new Uri(Api, $"/res.php?key={key}&action={action}&id={id}"));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static string Needed(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{variable} is needed beside CAPTCHAGRAINS_PORTAL.");
}
