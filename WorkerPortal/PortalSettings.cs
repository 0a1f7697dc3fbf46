using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Portal;

namespace CaptchaGrains.WorkerPortal;

internal static class PortalSettings
{
    /// <summary><c>Portal:KeyFolder</c>, <c>Portal:SignInsPerMinute</c>, <c>Portal:ApiAddress</c> (where the API of the cluster is reached), <c>Portal:SecondFactorRequired</c> (off with a demonstration unless it is set); several portals of one cluster share the folder.</summary>
    public static PortalOptions From(IConfiguration configuration)
    {
        var options = new PortalOptions();
        return options with
        {
            KeyFolder = configuration["Portal:KeyFolder"],
            ApiAddress = configuration["Portal:ApiAddress"],
            SecondFactorRequired = configuration.GetValue("Portal:SecondFactorRequired", DemoSettings.From(configuration) is null),
            SignInsPerMinute = configuration.GetValue("Portal:SignInsPerMinute", options.SignInsPerMinute),
        };
    }

    /// <summary><c>Payouts:Minimum</c>, in dollars.</summary>
    public static PayoutOptions Payouts(IConfiguration configuration) =>
        configuration["Payouts:Minimum"] is { Length: > 0 } minimum ? PayoutOptions.Default with { Minimum = Money.Parse(minimum) } : PayoutOptions.Default;

    /// <summary><c>Callbacks:AllowedNetworks</c> and <c>Callbacks:RequireSameAddress</c>, as the gateways have them.</summary>
    public static CallbackOptions Callbacks(IConfiguration configuration)
    {
        var options = new CallbackOptions();
        return options with
        {
            AllowedNetworks = CallbackOptions.ParseNetworks(configuration["Callbacks:AllowedNetworks"]),
            RequireSameAddress = configuration.GetValue("Callbacks:RequireSameAddress", options.RequireSameAddress),
        };
    }

    /// <summary>Customers pay by the test provider, which gives them what they ask for: with a demonstration, or by <c>Portal:TestPayments</c>.</summary>
    public static bool TakesTestPayments(IConfiguration configuration) => configuration.GetValue("Portal:TestPayments", DemoSettings.From(configuration) is not null);
}
