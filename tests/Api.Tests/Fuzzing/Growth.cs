using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>Looks at the memory of the process, so that nothing else may run beside it.</summary>
[CollectionDefinition(nameof(Growth), DisableParallelization = true)]
[Collection(nameof(Growth))]
public class Growth
{
    private const int WarmUp = 1_000;
    private const int Requests = 3_000;

    /// <summary>Bytes: what the runtime itself keeps differently from one look to the next. A hundred bytes for each request would be as much again.</summary>
    private const long Noise = 300 * 1024;

    [Fact]
    public async Task Requests_that_are_refused_leave_nothing_in_memory()
    {
        await using var api = await ApiHost.Start();
        using var server = new FuzzedServer(api);
        var before = 0L;
        var config = Config.QuickThrowOnFailure.WithMaxTest(WarmUp + Requests).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(Arb.From(new Asks(api.Routes, api.Actions).All), ask =>
        {
            server.Ask(OfThePoor(ask)).GetAwaiter().GetResult();
            if (server.Asked == WarmUp) before = GC.GetTotalMemory(forceFullCollection: true);
        }));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Empty(server.Accepted);
        Assert.True(after - before < Noise, $"{Requests} requests left {after - before} bytes.");
    }

    /// <summary>The same request by a customer without money.</summary>
    private static Ask OfThePoor(Ask ask) => ask with
    {
        Target = ask.Target.Replace(ApiHost.Key, ApiHost.PoorKey, StringComparison.Ordinal),
        Body = ask.Body is null ? null : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(ask.Body).Replace(ApiHost.Key, ApiHost.PoorKey, StringComparison.Ordinal)),
    };
}
