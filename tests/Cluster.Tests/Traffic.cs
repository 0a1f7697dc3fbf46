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

    /// <summary>Another customer comes while replies take less than this: a machine that is slower than they are many has fewer.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    /// <summary>For so long customers come.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(15);

    /// <summary>Longer than any captcha lives.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly byte[] _image = TextCaptcha.Generate(new Random(1), new TextCaptchaStyle()).Png;
    private readonly CancellationTokenSource _noMoreSubmissions = new();
    private readonly CancellationTokenSource _noMoreWork = new();
    private long _slowest;
    private long _last;

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

    /// <summary>What workers were told that is no reply, for whoever wonders why nothing goes on; each once.</summary>
    public ConcurrentDictionary<string, int> Trouble { get; } = new();

    /// <summary>Customers who come one after the other, as many as the machine serves quickly, and as may.</summary>
    /// <returns>How many came, and all that they do.</returns>
    public async Task<(int Count, Task Done)> Customers(int most)
    {
        var customers = new List<Task> { Customer() };
        for (var start = Stopwatch.GetTimestamp(); customers.Count < most && Stopwatch.GetElapsedTime(start) < Gathering;)
        {
            await Pause(AskEvery / 4);
            if (!Accepted.IsEmpty && Interlocked.Read(ref _last) < Quick.Ticks) customers.Add(Customer());
        }
        return (customers.Count, Task.WhenAll(customers));
    }

    /// <summary>Workers who have signed in, all of them.</summary>
    /// <returns>All that they do.</returns>
    public async Task<Task> Workers(int count)
    {
        var tokens = await Task.WhenAll(Enumerable.Range(1, count).Select(SignIn));
        return Task.WhenAll(tokens.Select(Work));
    }

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
        var (status, text) = await Exchange(request);
        var took = Stopwatch.GetElapsedTime(start).Ticks;
        Interlocked.Exchange(ref _last, took);
        for (var known = Interlocked.Read(ref _slowest); took > known; known = Interlocked.Read(ref _slowest))
            if (Interlocked.CompareExchange(ref _slowest, took, known) == known) break;
        return (status is 200 or null) ? text : $"HTTP {status}";
    }

    private async Task<string> SignIn(int number)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience;)
            if (await Call(null, "session", new { email = $"bench-{number}@demo.test", password = "demo-worker" }) is { } session)
                return session.GetProperty("token").GetString()!;
        throw new InvalidOperationException($"bench-{number} cannot sign in: {string.Join("; ", Trouble.Keys)}");
    }

    private async Task Work(string token)
    {
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
    private async Task<JsonElement?> Call(string? token, string call, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Portal, "/worker/v1/" + call)) { Content = JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (status, text) = await Exchange(() => _http.SendAsync(request));
        if (status == 200) return JsonSerializer.Deserialize<JsonElement>(text);
        if (status == 204) return null;
        Trouble.AddOrUpdate($"{call.Split('/')[0]}: {status} {text}", 1, (_, times) => times + 1);
        await Pause(AskEvery);
        return null;
    }

    /// <returns>The status and the reply; no status and what went wrong when the connection broke, or nothing came in time.</returns>
    private static async Task<(int? Status, string Text)> Exchange(Func<Task<HttpResponseMessage>> request)
    {
        try
        {
            using var response = await request();
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, e.Message);
        }
    }

    // Real people and programs wait between requests; nothing is concluded from how long it takes.
    private static async Task Pause(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}
