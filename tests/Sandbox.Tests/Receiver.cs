using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>A customer's web server, on a port of this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            _calls.Writer.TryWrite(new Call(body, context.Request.Headers["X-CaptchaGrains-Timestamp"].ToString(), context.Request.Headers["X-CaptchaGrains-Signature"].ToString()));
        });
    }

    public sealed record Call(string Body, string Timestamp, string Signature);

    public string Url { get; private set; } = "";

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Urls.Single() + "/hook";
        return receiver;
    }

    public async Task<Call> Next() => await _calls.Reader.ReadAsync();

    public bool HasMore => _calls.Reader.Count > 0;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
