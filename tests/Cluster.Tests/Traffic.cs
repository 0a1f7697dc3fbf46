using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>Customers and workers who use the cluster over HTTP, and remember everything that they were told.</summary>
internal sealed class Traffic(LocalCluster cluster) : IDisposable
{
    /// <summary>A customer asks no more often than this.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Longer than any captcha lives.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly byte[] _image = TextCaptcha.Generate(new Random(1), new TextCaptchaStyle()).Png;
    private readonly CancellationTokenSource _noMoreSubmissions = new();
    private readonly CancellationTokenSource _noMoreWork = new();
    private long _slowest;

    /// <summary>Each accepted captcha, and the last that its customer was told of it.</summary>
    public ConcurrentDictionary<long, string> Told { get; } = new();

    /// <summary>When submissions were refused or failed, as ticks of the clock of <see cref="Stopwatch"/>.</summary>
    public ConcurrentBag<(long At, string What)> Failures { get; } = [];

    /// <summary>When submissions were accepted.</summary>
    public ConcurrentBag<long> Accepted { get; } = [];

    /// <summary>Answers of which a worker was told that they count.</summary>
    public ConcurrentDictionary<long, int> Earned { get; } = new();

    /// <summary>The longest that any customer's request took.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    public Task Customers(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Customer()));

    public Task Workers(int count) => Task.WhenAll(Enumerable.Range(1, count).Select(Worker));

    public void EndSubmissions() => _noMoreSubmissions.Cancel();

    public void EndWork() => _noMoreWork.Cancel();

    public static string AnswerOf(long captcha) => $"a{captcha}";

    public void Dispose()
    {
        _http.Dispose();
        _noMoreSubmissions.Dispose();
        _noMoreWork.Dispose();
    }

    private async Task Customer()
    {
        while (!_noMoreSubmissions.IsCancellationRequested)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(LocalCluster.Key), "key" },
                { new ByteArrayContent(_image), "file", "captcha.png" },
            };
            var reply = await Ask(() => _http.PostAsync(new Uri(cluster.Gateway, "/in.php"), form));
            if (!reply.StartsWith("OK|", StringComparison.Ordinal))
            {
                Failures.Add((Stopwatch.GetTimestamp(), reply));
                await Pause(AskEvery);
                continue;
            }
            Accepted.Add(Stopwatch.GetTimestamp());
            await AwaitEnd(long.Parse(reply.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private async Task AwaitEnd(long captcha)
    {
        Told[captcha] = "OK";
        var until = Stopwatch.GetTimestamp() + (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < until)
        {
            await Pause(AskEvery);
            var reply = await Ask(() => _http.GetAsync(new Uri(cluster.Gateway, $"/res.php?key={LocalCluster.Key}&action=get&id={captcha}")));
            Told[captcha] = reply;
            if (reply.StartsWith("OK|", StringComparison.Ordinal) || reply == "ERROR_CAPTCHA_UNSOLVABLE") return;
        }
    }

    private async Task<string> Ask(Func<Task<HttpResponseMessage>> request)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await request();
            return (int)response.StatusCode == 200 ? await response.Content.ReadAsStringAsync() : $"HTTP {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(start).Ticks;
            for (var known = Interlocked.Read(ref _slowest); took > known; known = Interlocked.Read(ref _slowest))
                if (Interlocked.CompareExchange(ref _slowest, took, known) == known) break;
        }
    }

    private async Task Worker(int number)
    {
        var session = await _http.PostAsJsonAsync(
            new Uri(cluster.Portal, "/worker/v1/session"), new { email = $"bench-{number}@demo.test", password = "demo-worker" });
        session.EnsureSuccessStatusCode();
        var token = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        while (!_noMoreWork.IsCancellationRequested)
        {
            if (await Call(token, "next", new { waitSeconds = 5 }) is not { } next) continue;
            var captcha = next.GetProperty("captchaId").GetInt64();
            var id = next.GetProperty("assignmentId").GetString();
            if (await Call(token, $"assignments/{id}/answer", new { answer = AnswerOf(captcha) }) is { } answered && answered.GetProperty("accepted").GetBoolean())
                Earned.AddOrUpdate(captcha, 1, (_, times) => times + 1);
        }
    }

    /// <returns>Null when there is nothing, or it failed; then a moment has passed.</returns>
    private async Task<JsonElement?> Call(string token, string call, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Portal, "/worker/v1/" + call)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request);
            if ((int)response.StatusCode == 200) return await response.Content.ReadFromJsonAsync<JsonElement>();
            if ((int)response.StatusCode != 204) await Pause(AskEvery);
        }
        catch (HttpRequestException) { await Pause(AskEvery); }
        return null;
    }

    // Real people and programs wait between requests; nothing is concluded from how long it takes.
    private static async Task Pause(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}
