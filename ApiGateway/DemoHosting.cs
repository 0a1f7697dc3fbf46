using CaptchaGrains.Demo;
using CaptchaGrains.Grains.Hosting;

namespace CaptchaGrains.ApiGateway;

internal static class DemoHosting
{
    public static void AddDemoCustomers(this WebApplicationBuilder builder)
    {
        if (DemoSettings.From(builder.Configuration) is not { } settings) return;
        builder.Services.AddSingleton(settings).AddSingleton<DemoData>().AddHostedService<DemoCustomers>();
    }
}
