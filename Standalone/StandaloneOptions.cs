using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Hosting.Https;

namespace CaptchaGrains.Standalone;

/// <summary>How the one-process edition is started.</summary>
/// <param name="Urls">Where it listens, separated by semicolons.</param>
/// <param name="DataFolder">Where the database file and the keys of the portal are kept.</param>
/// <param name="Demo">A customer with money and a worker to look around with.</param>
/// <param name="DemoWorkers">Simulated workers.</param>
/// <param name="DemoLoad">Captchas a second that simulated customers submit.</param>
/// <param name="BenchWorkers">Accounts for the load generator.</param>
public sealed record StandaloneOptions(string Urls, string DataFolder, bool Demo, int DemoWorkers, double DemoLoad, int BenchWorkers)
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    public const string DefaultDataFolder = "data";

    /// <summary>Where it listens besides when HTTPS is asked for and no address of it is given.</summary>
    public const string DefaultHttpsUrl = "https://127.0.0.1:8443";

    public HttpsOptions Https { get; init; } = HttpsOptions.None;

    /// <summary>Private networks that callbacks may go to, e.g. <c>127.0.0.0/8</c>; null: none.</summary>
    public string? CallbackNetworks { get; init; }

    /// <summary>Of a thousand tasks of a worker, so many are gold; 0 … 1000.</summary>
    public int GoldPerMille { get; init; } = GoldOptions.Default.PerMille;

    /// <summary>How long images are kept.</summary>
    public ImageOptions Images { get; init; } = ImageOptions.Default;

    /// <summary>The least amount that workers can ask to be paid out.</summary>
    public Money PayoutMinimum { get; init; } = PayoutOptions.Default.Minimum;

    /// <summary>The emulator for customers' tests: rules answer, nothing is kept, no account and no money is needed.</summary>
    public bool Sandbox { get; init; }

    /// <summary>Simulated workers and load belong to the demonstration, so asking for them asks for it.</summary>
    public bool WantsDemo => Demo || DemoWorkers > 0 || DemoLoad > 0 || BenchWorkers > 0;
}
