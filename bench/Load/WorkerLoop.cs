using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;

namespace CaptchaGrains.Load;

/// <summary>One worker's connection: waits for a captcha and answers it at once, together with the wait for the next.</summary>
internal sealed class WorkerLoop(LoadSettings settings, Measures measures, string token, IPAddress? from) : IDisposable
{
    private const int MostFailures = 50;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly HttpLine _line = new(settings.Portal, from);
    private readonly byte[] _next = Requests.Next(settings.Portal, token);

    public async Task Run(CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Work();
                failures = 0;
                continue;
            }
            catch (IOException) when (stop.IsCancellationRequested) { return; }
            catch (IOException e) { measures.Refusal(e is Refused ? e.Message : "connection lost (worker)"); }
            if (++failures >= MostFailures)
            {
                measures.Refusal("worker gave up");
                return;
            }
            await Task.Delay(PauseAfterFailure, CancellationToken.None);
        }
    }

    public void Dispose() => _line.Dispose();

    /// <summary>Asks once, and answers as long as each answer brings the next captcha.</summary>
    private async Task Work()
    {
        var reply = await Send(_next);
        while (reply.Status == 200 && TryAssignment(reply.Body.Span, out var captcha, out var assignment))
        {
            var trace = measures.TraceOf(captcha);
            if (trace.Assigned() is { } dispatched) measures.Add(measures.Dispatch, dispatched);
            if (settings.Look)
            {
                await Send(Requests.Image(settings.Portal, token, assignment));
                if (trace.Shown() is { } shown) measures.Add(measures.Shown, shown);
            }
            // The answer names its captcha ("n17"), so the customer can tell that it is his.
            var answer = Requests.Answer(settings.Portal, token, assignment, string.Create(CultureInfo.InvariantCulture, $"n{captcha}"));
            trace.Answers();
            reply = await Send(answer);
        }
    }

    private async ValueTask<Reply> Send(byte[] request)
    {
        var reply = await _line.Send(request);
        measures.Request();
        if (reply.Status is 200 or 204) return reply;
        throw new Refused(string.Create(CultureInfo.InvariantCulture,
            $"worker: {reply.Status} {Encoding.UTF8.GetString(reply.Body.Span[..Math.Min(120, reply.Body.Length)])}"));
    }

    /// <summary>Finds the two ids by their names, wherever they stand: reading the whole JSON would cost more than the rest of the worker.</summary>
    private static bool TryAssignment(ReadOnlySpan<byte> json, out long captcha, out string assignment)
    {
        (captcha, assignment) = (0, "");
        var at = json.IndexOf("\"assignmentId\":\""u8);
        if (at < 0) return false;
        var id = json[(at + 16)..];
        var end = id.IndexOf((byte)'"');
        if (end <= 0 || !Utf8Parser.TryParse(id, out captcha, out _)) return false; // {captcha}-{worker}
        assignment = Encoding.ASCII.GetString(id[..end]);
        return true;
    }

    private sealed class Refused(string message) : IOException(message);
}
