using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>Looks at the memory of the process, so that nothing else may run beside it.</summary>
[CollectionDefinition(nameof(Growth), DisableParallelization = true)]
[Collection(nameof(Growth))]
public class Growth
{
    private const int Requests = 1_000;

    /// <summary>Bytes, a kilobyte for each request: connections that have just closed are not gone yet. A body or an image that stays would be more.</summary>
    private const long Noise = 2 * Requests * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The same requests again and again, so that every buffer that is kept for the next one is there already.</summary>
    [Fact]
    public async Task Requests_that_are_refused_leave_nothing_in_memory()
    {
        await using var api = await ApiHost.Start();
        using var server = new FuzzedServer(api);
        var asks = new List<Ask>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Requests).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(new Asks(api.Routes, api.Actions).All), ask => asks.Add(OfThePoor(ask))));
        for (var round = 0; round < 2; round++) await All();
        var before = Kept(api);
        for (var round = 0; round < 2; round++) await All();
        var after = Kept(api);
        // A server that gets little of the processor closes its connections later; what leaks stays.
        for (var start = Stopwatch.GetTimestamp(); after - before >= Noise && Stopwatch.GetElapsedTime(start) < Patience; after = Kept(api)) await Task.Yield();
        Assert.Empty(server.Accepted);
        Assert.True(after - before < Noise, $"{2 * Requests} requests left {after - before} bytes.");

        async Task All()
        {
            foreach (var ask in asks) await server.Ask(ask);
        }
    }

    /// <summary>Bytes, when what lives for a minute has gone.</summary>
    private static long Kept(ApiHost api)
    {
        api.Time.Advance(TimeSpan.FromMinutes(2));
        SpinWait.SpinUntil(() => api.Market is { CallsInFlight: 0, CaptchasAlive: 0 }, Patience);
        Assert.Equal(0, api.Market.CaptchasAlive);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>The same request by a customer without money.</summary>
    private static Ask OfThePoor(Ask ask) => ask with
    {
        Target = ask.Target.Replace(ApiHost.Key, ApiHost.PoorKey, StringComparison.Ordinal),
        Body = ask.Body is null ? null : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(ask.Body).Replace(ApiHost.Key, ApiHost.PoorKey, StringComparison.Ordinal)),
    };
}
