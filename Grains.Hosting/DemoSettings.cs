using Microsoft.Extensions.Configuration;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>The switches of a demonstration, the same for every host; each host plays its part of it.</summary>
public sealed record DemoSettings
{
    /// <summary><c>CAPTCHAGRAINS_DEMO_KEY</c>: the demo customer's API key.</summary>
    public string? Key { get; init; }

    /// <summary><c>--demo-folder</c>: where a random key is kept, so that it is the same after a restart; null: nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary><c>--demo-workers</c>: simulated workers.</summary>
    public int Workers { get; init; }

    /// <summary><c>--demo-load</c>: captchas a second that simulated customers submit.</summary>
    public double LoadPerSecond { get; init; }

    /// <summary><c>--demo-bench-workers</c>: worker accounts for a load generator.</summary>
    public int BenchWorkers { get; init; }

    /// <returns>Null when no demonstration is wanted; asking for a part of it asks for it.</returns>
    /// <exception cref="InvalidOperationException">A number out of its range.</exception>
    public static DemoSettings? From(IConfiguration configuration)
    {
        var settings = new DemoSettings
        {
            Key = configuration["CAPTCHAGRAINS_DEMO_KEY"],
            Folder = configuration["demo-folder"],
            Workers = configuration.GetValue("demo-workers", 0),
            LoadPerSecond = configuration.GetValue("demo-load", 0d),
            BenchWorkers = configuration.GetValue("demo-bench-workers", 0),
        };
        if (settings.Workers < 0 || settings.BenchWorkers < 0 || settings.LoadPerSecond is not (>= 0 and <= 1_000))
            throw new InvalidOperationException("--demo-workers and --demo-bench-workers are 0 or more, --demo-load is 0 … 1000.");
        var wanted = configuration.GetValue("demo", false) || settings.Workers > 0 || settings.LoadPerSecond > 0 || settings.BenchWorkers > 0;
        return wanted ? settings : null;
    }
}
