using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>For orchestrators: <c>/health/live</c>, the process answers; <c>/health/ready</c>, it can do its work.</summary>
public static class HealthEndpoints
{
    /// <summary>Adds the check of the store; each host adds its own.</summary>
    public static IHealthChecksBuilder AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<Health.StoreAnswers>("store");

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        return app;
    }
}
