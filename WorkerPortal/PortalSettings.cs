using CaptchaGrains.Portal;

namespace CaptchaGrains.WorkerPortal;

internal static class PortalSettings
{
    /// <summary><c>Portal:KeyFolder</c>, <c>Portal:SignInsPerMinute</c>; several portals of one cluster share the folder.</summary>
    public static PortalOptions From(IConfiguration configuration)
    {
        var options = new PortalOptions();
        return options with
        {
            KeyFolder = configuration["Portal:KeyFolder"],
            SignInsPerMinute = configuration.GetValue("Portal:SignInsPerMinute", options.SignInsPerMinute),
        };
    }
}
