using System.Globalization;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Core.Captchas;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>
/// Thousands of requests between right and wrong. Whatever comes gets a documented reply, and what was refused leaves no trace. A failure names its seed;
/// <c>CAPTCHAGRAINS_SEED</c> in the environment replays it, and <c>CAPTCHAGRAINS_CASES</c> asks for another number of requests.
/// </summary>
public class Fuzz
{
    private const int Requests = 10_000;

    [Fact]
    public async Task Whatever_comes_gets_a_documented_reply_and_leaves_no_trace_where_it_is_refused()
    {
        await using var api = await ApiHost.Start();
        using var server = new FuzzedServer(api);
        Run(api, Requests, server, async ask =>
        {
            await server.Ask(ask);
            if (server.Asked % 50 == 0) await server.Work(captchas: 10);
        });
        await server.Settle();
        // Both sides of the door were used, for every kind.
        Assert.InRange(server.Accepted.Count, server.Asked / 20, server.Asked * 19 / 20);
        if (server.Asked >= Requests) Assert.Equal(Enum.GetValues<Kind>(), api.Memory.Captchas().Select(c => c.Request.Kind).Distinct().Order());
    }

    [Fact]
    public async Task Under_the_documented_limits_replies_are_documented_as_well()
    {
        await using var api = await ApiHost.Start(limits: new LimitOptions());
        using var server = new FuzzedServer(api);
        Run(api, Requests / 5, server, async ask =>
        {
            await server.Ask(ask);
            api.Time.Advance(TimeSpan.FromMilliseconds(server.Asked % 100 == 0 ? 400_000 : 20));
        });
        await server.Settle();
    }

    private static void Run(ApiHost api, int count, FuzzedServer server, Func<Ask, Task> check)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : (ulong)Random.Shared.NextInt64(1, 1_000_000_000);
        if (int.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_CASES"), CultureInfo.InvariantCulture, out var other)) count = other;
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} requests, CAPTCHAGRAINS_SEED={seed}");
        var replay = FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None));
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true).WithReplay(replay);
        try
        {
            Check.One(config, Prop.ForAll(Arb.From(new Asks(api.Routes, api.Actions).All), ask => check(ask).GetAwaiter().GetResult()));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Request {server.Asked}; replay with CAPTCHAGRAINS_SEED={seed} CAPTCHAGRAINS_CASES={count}.", e);
        }
    }
}
