using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CaptchaGrains.Load;

/// <summary>One customer's connection: submits a captcha, asks for its answer until it is there, and begins again.</summary>
internal sealed class CustomerLoop(LoadSettings settings, Measures measures, Schedule schedule, byte[][] submissions, int number) : IDisposable
{
    /// <summary>In a row; then this customer ends, and the run says so.</summary>
    private const int MostFailures = 50;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly HttpLine _line = new(settings.Api);
    private readonly Random _random = new(number);

    public async Task Run(CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var start = await schedule.Next();
                if (stop.IsCancellationRequested) return;
                if (await One(start)) { failures = 0; continue; }
            }
            catch (IOException)
            {
                measures.Refusal("connection lost (customer)");
            }
            if (++failures >= MostFailures)
            {
                measures.Refusal("customer gave up");
                return;
            }
            await Task.Delay(PauseAfterFailure, CancellationToken.None);
        }
    }

    public void Dispose() => _line.Dispose();

    private async Task<bool> One(long start)
    {
        var submission = submissions[_random.Next(submissions.Length)];
        if (settings.Idempotency) submission = Requests.WithIdempotencyKey(submission, Guid.NewGuid().ToString("N"));
        var reply = await _line.Send(submission);
        measures.Request();
        if (!TryId(reply, out var id))
        {
            measures.Refusal(Text(reply));
            return false;
        }
        measures.Add(measures.Submit, Stopwatch.GetTimestamp() - start);
        var trace = measures.TraceOf(id);
        if (trace.Accepted() is { } dispatched) measures.Add(measures.Dispatch, dispatched);
        if (trace.Submitted(start) is { } shown) measures.Add(trace.IsOnPage ? measures.Drawn : measures.Shown, shown);
        try
        {
            return await Ask(id, trace, start);
        }
        finally
        {
            measures.Open.TryRemove(id, out _);
        }
    }

    private async Task<bool> Ask(long id, Trace trace, long start)
    {
        var question = Requests.Ask(settings.Api, settings.Key, id);
        if (settings.Signal)
        {
            try { await trace.Answering.Task.WaitAsync(TimeSpan.FromSeconds(90)); }
            catch (TimeoutException) { /* nobody answers; what the server says of it counts */ }
        }
        while (true)
        {
            await Task.Delay(settings.Poll);
            var reply = await _line.Send(question);
            measures.Request();
            var body = reply.Body.Span;
            if (body.StartsWith("OK|"u8))
            {
                var now = Stopwatch.GetTimestamp();
                measures.Add(measures.Whole, now - start);
                if (trace.AnswerSent != 0) measures.Add(measures.Visible, now - trace.AnswerSent);
                measures.Delivery(Utf8Parser.TryParse(body[4..], out long answered, out _) && answered == id);
                return true;
            }
            if (!body.SequenceEqual("CAPCHA_NOT_READY"u8))
            {
                measures.Refusal(Text(reply));
                return false;
            }
        }
    }

    private static bool TryId(Reply reply, out long id)
    {
        id = 0;
        return reply.Body.Span.StartsWith("OK|"u8) && Utf8Parser.TryParse(reply.Body.Span[3..], out id, out _);
    }

    private static string Text(Reply reply) =>
        string.Create(CultureInfo.InvariantCulture, $"{reply.Status} {Encoding.UTF8.GetString(reply.Body.Span[..Math.Min(60, reply.Body.Length)])}");
}
