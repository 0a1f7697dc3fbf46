using CaptchaGrains.Api.Callbacks;

namespace CaptchaGrains.ApiGateway;

internal static class CallbackSettings
{
    /// <summary><c>Callbacks:AllowedNetworks</c> (<c>10.0.0.0/8, …</c>), <c>Callbacks:RequireSameAddress</c>.</summary>
    public static CallbackOptions From(IConfiguration configuration)
    {
        var options = new CallbackOptions();
        return options with
        {
            AllowedNetworks = CallbackOptions.ParseNetworks(configuration["Callbacks:AllowedNetworks"]),
            RequireSameAddress = configuration.GetValue("Callbacks:RequireSameAddress", options.RequireSameAddress),
        };
    }
}
