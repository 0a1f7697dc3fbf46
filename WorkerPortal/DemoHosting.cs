using CaptchaGrains.Demo;
using CaptchaGrains.Grains.Hosting;

namespace CaptchaGrains.WorkerPortal;

internal static class DemoHosting
{
    public static void AddDemoWorkers(this WebApplicationBuilder builder)
    {
        if (DemoSettings.From(builder.Configuration) is not { } settings) return;
        builder.Services.AddSingleton(settings).AddSingleton<DemoData>().AddHostedService<DemoCrew>();
    }
}
