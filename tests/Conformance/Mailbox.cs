using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Conformance;

/// <summary>The web server of a customer, on a port of this machine: the first callback for each path, and whether its signature is right.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Letter>> _letters = new();

    /// <param name="IsSigned">With the secret, over the timestamp and the body, less than five minutes ago.</param>
    internal sealed record Letter(string? ContentType, string Body, bool IsSigned);

    private Mailbox()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(Take);
    }

    /// <summary>Of the customer; without it nothing counts as signed.</summary>
    public string Secret { get; set; } = "";

    public static async Task<Mailbox> Open()
    {
        var mailbox = new Mailbox();
        await mailbox._app.StartAsync();
        return mailbox;
    }

    public Uri AddressOf(string path) => new(new Uri(_app.Urls.Single()), path);

    public Task<Letter> LetterTo(string path, TimeSpan patience) => Slot("/" + path).Task.WaitAsync(patience);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private TaskCompletionSource<Letter> Slot(string path) => _letters.GetOrAdd(path, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task Take(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var body = bytes.ToArray();
        Slot(context.Request.Path).TrySetResult(new Letter(context.Request.ContentType, Encoding.UTF8.GetString(body), IsSigned(context.Request, body)));
    }

    private bool IsSigned(HttpRequest request, byte[] body)
    {
        var stamp = request.Headers["X-CaptchaGrains-Timestamp"].ToString();
        if (!long.TryParse(stamp, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > 300) return false;
        var right = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes(stamp + "."), .. body]));
        return request.Headers["X-CaptchaGrains-Signature"].ToString().Split(',').Contains(right);
    }
}
