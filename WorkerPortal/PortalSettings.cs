using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Portal;

namespace CaptchaGrains.WorkerPortal;

internal static class PortalSettings
{
    /// <summary><c>Portal:KeyFolder</c>, <c>Portal:SignInsPerMinute</c>, <c>Portal:SecondFactorRequired</c> (off with a demonstration unless it is set); several portals of one cluster share the folder.</summary>
    public static PortalOptions From(IConfiguration configuration)
    {
        var options = new PortalOptions();
        return options with
        {
            KeyFolder = configuration["Portal:KeyFolder"],
            SecondFactorRequired = configuration.GetValue("Portal:SecondFactorRequired", DemoSettings.From(configuration) is null),
            SignInsPerMinute = configuration.GetValue("Portal:SignInsPerMinute", options.SignInsPerMinute),
        };
    }

    /// <summary><c>Payouts:Minimum</c>, in dollars.</summary>
    public static PayoutOptions Payouts(IConfiguration configuration) =>
        configuration["Payouts:Minimum"] is { Length: > 0 } minimum ? PayoutOptions.Default with { Minimum = Money.Parse(minimum) } : PayoutOptions.Default;
}
