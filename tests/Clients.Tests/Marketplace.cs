using System.Globalization;
using CaptchaGrains.Conformance;

namespace CaptchaGrains.Clients.Tests;

/// <summary>The marketplace, with robots at work.</summary>
public sealed class Marketplace : Server
{
    private const int Workers = 8;

    private Robots? _robots;
    private Task _working = Task.CompletedTask;

    protected override string[] Edition => ["--demo", "--demo-bench-workers", Workers.ToString(CultureInfo.InvariantCulture)];

    protected override Task Begin(Uri address)
    {
        _robots = new Robots(address, Samples.Answers);
        _working = Task.WhenAll(Enumerable.Range(1, Workers).Select(i => _robots.Work($"bench-{i}@demo.test", "demo-worker")));
        return Task.CompletedTask;
    }

    protected override async Task End()
    {
        _robots?.Stop();
        await _working;
        _robots?.Dispose();
    }
}
