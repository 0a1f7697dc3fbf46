using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Hosting.Outbound;
using CaptchaGrains.Portal.Owners;
using CaptchaGrains.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Portal.Tests;

public sealed class OwnersOfSites : IAsyncLifetime
{
    private readonly Internet _internet = new();
    private readonly ManualTime _time = new();
    private PortalHost _portal = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        await _internet.Start();
        _portal = await PortalHost.Start(_time, new PortalOptions { SignInsPerMinute = 0, OwnerCallsPerMinute = 0 }, _internet.Replace);
        _http = new HttpClient { BaseAddress = _portal.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _portal.DisposeAsync();
        await _internet.DisposeAsync();
    }

    [Fact]
    public async Task Rule_served_an_owner_opts_out_by_a_TXT_record_and_in_again_and_nobody_else_does()
    {
        var (token, statement) = await Token("Owner.test", "opt_out");
        Assert.Equal("not_proven", await Verify(token));
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://owner.test/"));
        _internet.Texts["_captchagrains.owner.test"] = ["v=spf1 -all", statement];
        Assert.Equal("opted_out", await Verify(token));
        Assert.Equal("opted_out", await Verify(token));
        foreach (var kind in (Kind[])[Kind.ImageText, Kind.RecaptchaV2])
            foreach (var page in (string[])["https://owner.test/", "https://a.b.OWNER.test./"]) Assert.Equal(SubmitVerdict.DomainDenied, await Submit(page, kind));
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://other-owner.test/"));

        var (back, other) = await Token("owner.test", "opt_in");
        Assert.Equal("not_proven", await Verify(back)); // the record says something else
        _internet.Texts["owner.test"] = [other];
        Assert.Equal("opted_in", await Verify(back));
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://owner.test/"));
        Assert.Equal(["owner.opted_out", "owner.opted_out", "owner.opted_in"], (await _portal.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act).Where(a => a != "captcha.refused"));
    }

    [Fact]
    public async Task Rule_served_a_file_on_the_site_is_proof_too_also_after_a_redirect_within_the_domain()
    {
        var (token, statement) = await Token("shop.test", "opt_out");
        _internet.Names["shop.test"] = _internet.Names["www.shop.test"] = "127.0.0.1";
        _internet.Answer = context =>
        {
            if (context.Request.Host.Host == "shop.test") context.Response.Redirect($"http://www.shop.test:{_internet.Port}/elsewhere.txt");
            return context.Request.Host.Host == "shop.test" ? Task.CompletedTask : context.Response.WriteAsync("# hello\r\n" + statement + "\r\n");
        };
        Assert.Equal("opted_out", await Verify(token));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit("https://shop.test/"));
    }

    [Theory]
    [InlineData("http://evil.test:{port}/x")]
    [InlineData("http://shop.test:{port}/.well-known/captchagrains.txt")]
    [InlineData("http://127.0.0.1:{port}/x")]
    [InlineData("http://private.shop.test:{port}/x")]
    [InlineData("http://user@www.shop.test:{port}/x")]
    [InlineData("ftp://www.shop.test/x")]
    [InlineData("http://www.shop.test:22/x")]
    public async Task A_file_that_leads_elsewhere_or_to_a_private_address_proves_nothing(string location)
    {
        var (token, statement) = await Token("shop.test", "opt_out");
        foreach (var name in (string[])["shop.test", "www.shop.test", "evil.test"]) _internet.Names[name] = "127.0.0.1";
        _internet.Names["private.shop.test"] = "10.0.0.7";
        var asked = 0;
        _internet.Answer = context =>
        {
            // Whatever is asked for with this statement must not count; the first host only redirects.
            asked++;
            if (context.Request.Host.Host == "shop.test")
            {
                context.Response.Redirect(location.Replace("{port}", $"{_internet.Port}", StringComparison.Ordinal));
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(statement);
        };
        Assert.Equal(("not_proven", location.Contains("private", StringComparison.Ordinal) ? "private_address" : "redirected"), await Refusal(token));
        Assert.InRange(asked, 1, 8);
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://shop.test/"));
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    public async Task A_site_at_a_private_address_is_not_asked(string address)
    {
        var (token, _) = await Token("inside.test", "opt_out");
        _internet.Names["inside.test"] = address;
        Assert.Equal(("not_proven", "private_address"), await Refusal(token));
        Assert.Equal(0, _internet.Requests);
    }

    [Fact]
    public async Task An_endless_file_or_a_failing_site_proves_nothing()
    {
        var (token, statement) = await Token("shop.test", "opt_out");
        _internet.Names["shop.test"] = "127.0.0.1";
        _internet.Answer = async context =>
        {
            var line = new byte[8_192];
            Array.Fill(line, (byte)'x');
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.Body.WriteAsync(line, context.RequestAborted);
            await context.Response.WriteAsync("\n" + statement + "\n", context.RequestAborted);
        };
        Assert.Equal(("not_proven", "too_long"), await Refusal(token));
        _internet.Answer = context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync(statement);
        };
        Assert.Equal(("not_proven", "no_file"), await Refusal(token));
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://shop.test/"));
    }

    [Fact]
    public async Task A_file_that_comes_too_slowly_proves_nothing_and_is_not_waited_for()
    {
        var (token, statement) = await Token("shop.test", "opt_out");
        _internet.Names["shop.test"] = "127.0.0.1";
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _internet.Answer = async context =>
        {
            await context.Response.WriteAsync("# one line now\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            await context.Response.WriteAsync(statement, context.RequestAborted);
        };
        var refusal = Refusal(token);
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(refusal.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("not_proven", "too_slow"), await refusal);
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://shop.test/"));
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "not_text")]
    [InlineData("application/octet-stream", "not_text")]
    [InlineData("image/png", "not_text")]
    [InlineData("text/plain; charset=utf-8", null)]
    [InlineData(null, null)]
    public async Task Only_a_plain_text_is_a_proof(string? type, string? reason)
    {
        var (token, statement) = await Token("shop.test", "opt_out");
        _internet.Names["shop.test"] = "127.0.0.1";
        _internet.Answer = context =>
        {
            context.Response.ContentType = type;
            return context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(statement)).AsTask();
        };
        if (reason is null) Assert.Equal("opted_out", await Verify(token));
        else Assert.Equal(("not_proven", reason), await Refusal(token));
        Assert.Equal(reason is null ? SubmitVerdict.DomainDenied : SubmitVerdict.Accepted, await Submit("https://shop.test/"));
    }

    [Fact]
    public async Task Records_and_files_full_of_something_else_prove_nothing()
    {
        var (token, statement) = await Token("shop.test", "opt_out");
        string[] garbage =
        [
            "", " ", statement[..^1], statement + "0", statement.ToUpperInvariant(), "x" + statement, statement + " " + statement, "\0\u0001\uFFFD", new string('x', 60_000), "captchagrains-verification=",
        ];
        _internet.Texts["_captchagrains.shop.test"] = _internet.Texts["shop.test"] = garbage;
        _internet.Names["shop.test"] = "127.0.0.1";
        var random = new Random(9);
        _internet.Answer = context =>
        {
            var bytes = new byte[20_000];
            random.NextBytes(bytes);
            return context.Response.Body.WriteAsync(bytes).AsTask();
        };
        Assert.Equal(("not_proven", "not_in_it"), await Refusal(token));
        _internet.Answer = context => context.Response.WriteAsync(string.Join('\n', garbage.Where(g => g.Length < 1_000)));
        Assert.Equal(("not_proven", "not_in_it"), await Refusal(token));
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://shop.test/"));
        Assert.DoesNotContain((await _portal.Store.AuditRecords(0, 100)), r => r.Facts.Act.StartsWith("owner.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_owner_confirms_a_customers_declaration_but_not_by_a_page_that_anybody_could_have_written()
    {
        var customer = new CustomerId(1);
        await _portal.Marketplace.Actors.Customer(customer).Declare(new Declare("shop.test", DeclarationGround.Contract, ""));
        var (token, statement) = await Token("shop.test", "authorise", 1);
        _internet.Names["shop.test"] = "127.0.0.1";
        _internet.Answer = context => context.Response.WriteAsync(statement);
        Assert.Equal("not_proven", await Verify(token)); // http only
        _internet.Texts["_captchagrains.shop.test"] = [statement];
        Assert.Equal("authorised", await Verify(token));
        Assert.Equal(SubmitVerdict.Accepted, await Submit("https://shop.test/", Kind.RecaptchaV2));
        _internet.Texts["_captchagrains.other.test"] = [(await Token("other.test", "authorise", 1)).Statement];
        Assert.Equal("no_such_declaration", await Verify((await Token("other.test", "authorise", 1)).Token, "other.test", "authorise"));
    }

    [Fact]
    public async Task A_token_is_good_for_a_week_and_only_as_we_wrote_it()
    {
        var (token, statement) = await Token("owner.test", "opt_out");
        _internet.Texts["owner.test"] = [statement];
        Assert.Equal("bad_token", await Verify(token[..^2] + "AA"));
        Assert.Equal("bad_token", await Verify("nonsense"));
        Assert.Equal("bad_token", await Verify(null));
        _time.Advance(OwnerTokens.Lifetime);
        Assert.Equal("bad_token", await Verify(token));
    }

    [Theory]
    [InlineData("""{"domain":"127.0.0.1"}""", "no_domain")]
    [InlineData("""{"domain":""}""", "no_domain")]
    [InlineData("{}", "no_domain")]
    [InlineData("""{"domain":"a.test","purpose":"take_over"}""", "out_of_range")]
    [InlineData("""{"domain":"a.test","purpose":"authorise"}""", "out_of_range")]
    [InlineData("""{"domain":"a.test","purpose":"authorise","customer":-1}""", "out_of_range")]
    [InlineData("[", "bad_request")]
    public async Task A_token_needs_a_domain_and_a_purpose(string body, string code)
    {
        var reply = await _http.PostAsync(new Uri("owners/v1/token", UriKind.Relative), new StringContent(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json")));
        Assert.Equal(code, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task One_address_asks_only_so_often()
    {
        await using var portal = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, OwnerCallsPerMinute = 3 }, change: _internet.Replace);
        using var http = new HttpClient { BaseAddress = portal.Address };
        for (var n = 0; n < 3; n++) Assert.Equal(HttpStatusCode.OK, (await http.PostAsJsonAsync("owners/v1/token", new { domain = "a.test" })).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.PostAsJsonAsync("owners/v1/token", new { domain = "a.test" })).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.PostAsJsonAsync("owners/v1/verify", new { token = "x" })).StatusCode);
    }

    private async Task<(string Token, string Statement)> Token(string domain, string purpose, long? customer = null)
    {
        var reply = await _http.PostAsJsonAsync("owners/v1/token", new { domain, purpose, customer });
        var body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("token").GetString()!, body.GetProperty("statement").GetString()!);
    }

    /// <returns>The status, or the code of the refusal.</returns>
    private async Task<string?> Verify(string? token)
    {
        var reply = await _http.PostAsJsonAsync("owners/v1/verify", new { token });
        var body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty(reply.IsSuccessStatusCode ? "status" : "code").GetString();
    }

    /// <returns>The code of the refusal, and its reason.</returns>
    private async Task<(string?, string?)> Refusal(string token)
    {
        var body = await (await _http.PostAsJsonAsync("owners/v1/verify", new { token })).Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("code").GetString(), body.GetProperty("reason").GetString());
    }

    private async Task<string?> Verify(string token, string domain, string purpose)
    {
        // Each token has a statement of its own: this one's is published now.
        _internet.Texts[$"_captchagrains.{domain}"] = [OwnerTokens.Statement(token)];
        Assert.NotEmpty(purpose);
        return await Verify(token);
    }

    private async Task<SubmitVerdict> Submit(string page, Kind kind = Kind.ImageText)
    {
        var request = kind == Kind.ImageText ? new CaptchaRequest(kind) { Domain = page } : new CaptchaRequest(kind) { Token = new TokenTask(page, "key") };
        return (await _portal.Marketplace.CustomerDesk.Submit(new CustomerId(1), request, CaptchaImages.None)).Result.Verdict;
    }

    /// <summary>Names, TXT records and one web server, which is every site on 127.0.0.1.</summary>
    private sealed class Internet : IHostNames, IDnsTxt, IAsyncDisposable
    {
        private readonly WebApplication _app;
        private int _requests;

        public Internet()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _app.Run(context =>
            {
                Interlocked.Increment(ref _requests);
                return Answer(context);
            });
        }

        public ConcurrentDictionary<string, string> Names { get; } = new();

        public ConcurrentDictionary<string, string[]> Texts { get; } = new();

        public Func<HttpContext, Task> Answer { get; set; } = static _ => Task.CompletedTask;

        public int Requests => Volatile.Read(ref _requests);

        public int Port { get; private set; }

        public async Task Start()
        {
            await _app.StartAsync();
            Port = new Uri(_app.Urls.Single()).Port;
        }

        public void Replace(IServiceCollection services) => services
            .Replace(ServiceDescriptor.Singleton<IHostNames>(this)).Replace(ServiceDescriptor.Singleton<IDnsTxt>(this))
            .Replace(ServiceDescriptor.Singleton(new PublicNetworks([IPNetwork.Parse("127.0.0.1/32")])))
            .Replace(ServiceDescriptor.Singleton(new OwnerProofPorts(Http: Port, Https: 9)));

        public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
            Names.TryGetValue(host, out var address) ? Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]) : throw new SocketException((int)SocketError.HostNotFound);

        public Task<ImmutableArray<string>> Find(string name, CancellationToken cancellation) =>
            Task.FromResult(Texts.TryGetValue(name, out var texts) ? [.. texts] : ImmutableArray<string>.Empty);

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
