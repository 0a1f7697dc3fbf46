using CaptchaGrains.Silo.Operators;
using Microsoft.AspNetCore.Authentication;
using Orleans.Dashboard;

namespace CaptchaGrains.Silo;

/// <summary>The official dashboard, which knows no users itself: it is there only for an operator, and only when his secret is configured.</summary>
internal static partial class OperatorDashboard
{
    private const string Policy = "operator";

    /// <summary>Every silo collects for all of them; where nobody can look, neither here by the secret nor in the portal, no call is timed for it.</summary>
    public static ISiloBuilder AddOperatorDashboard(this ISiloBuilder silo, IConfiguration configuration) =>
        // Traces would show what customers and workers send.
        OperatorSecret.From(configuration).IsSet || configuration.GetValue("Operator:Dashboard", false) ? silo.AddDashboard(static o => o.HideTrace = true) : silo;

    public static void AddOperatorPolicy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(OperatorSecret.From(builder.Configuration));
        builder.Services.AddAuthentication(BasicOperator.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BasicOperator>(BasicOperator.Scheme, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policy, static p => p.RequireAuthenticatedUser().RequireRole(BasicOperator.Role));
    }

    public static void MapOperatorDashboard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<OperatorSecret>().IsSet) app.MapOrleansDashboard("/dashboard").RequireAuthorization(Policy);
        else LogNoDashboard(app.Logger, OperatorSecret.Key, OperatorSecret.LeastLength);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No dashboard: {Key} is not set (at least {Length} characters).")]
    private static partial void LogNoDashboard(ILogger logger, string key, int length);
}
