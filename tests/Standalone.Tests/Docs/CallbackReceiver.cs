using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <param name="Headers">By the names under which they were sent.</param>
internal sealed record Received(string Path, string ContentType, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A customer's server that is called.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly WebApplication _app;

    private CallbackReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Take);
    }

    public string Address => _app.Urls.Single();

    public static async Task<CallbackReceiver> Start()
    {
        var receiver = new CallbackReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public async Task<Received> Next() => await _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString());
        await _received.Writer.WriteAsync(new Received(context.Request.Path + context.Request.QueryString, context.Request.ContentType ?? "", headers, body));
        context.Response.StatusCode = (int)HttpStatusCode.NoContent;
    }
}
