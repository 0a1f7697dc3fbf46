using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>A customer's web server, on a port of this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private int _count;

    internal sealed record Received(string Method, string Path, string Query, string Body, string? ContentType, IHeaderDictionary Headers)
    {
        public string Header(string name) => Headers[name].ToString();
    }

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(Serve);
    }

    /// <summary>How it answers; 200 at first.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = static _ => Task.CompletedTask;

    public int Count => Volatile.Read(ref _count);

    public int Port { get; private set; }

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        receiver.Port = new Uri(receiver._app.Urls.Single()).Port;
        return receiver;
    }

    /// <summary>Under a name that <see cref="FakeNames"/> resolves.</summary>
    public string Url(string pathAndQuery = "/hook", string host = "shop.test") => $"http://{host}:{Port}{pathAndQuery}";

    public void AnswerWith(int status, string? location = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        if (location is not null) context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    public async Task<Received> Next() => await _received.Reader.ReadAsync();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync(); // what still hangs is cut off
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Serve(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = context.Request;
        Interlocked.Increment(ref _count);
        _received.Writer.TryWrite(new Received(
            request.Method, request.Path, request.QueryString.Value ?? "", body, request.ContentType, new HeaderDictionary(request.Headers.ToDictionary())));
        await Answer(context);
    }
}
