using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Docs;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Api.Idempotency;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.Sites;
using CaptchaGrains.Api.Telemetry;
using CaptchaGrains.Api.V1;
using CaptchaGrains.Api.V2;
using CaptchaGrains.Hosting.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Api;

/// <summary>
/// The customer API, versions 1 (<c>in.php</c>, <c>res.php</c>) and 2 (<c>createTask</c> …), for any host that has a <see cref="CustomerDesk"/>,
/// <see cref="IActors"/>, an <see cref="IPeopleStore"/>, an <see cref="IIdempotencyStore"/>, an <see cref="IReportStore"/>, an <see cref="IAuditStore"/> and an <see cref="ICallbackStore"/>
/// among its services.
/// </summary>
public static class CustomerApi
{
    /// <summary>The name of the meter: requests by endpoint and code, and their duration.</summary>
    public const string MeterName = ApiMetrics.MeterName;

    /// <summary>
    /// Bytes of the request line that a host should allow: some clients send token captchas as a query, with cookies and payloads that fill more than the
    /// server's usual 8 kB.
    /// </summary>
    public const int LongestRequestLine = 32 * 1024;

    /// <exception cref="ArgumentOutOfRangeException">A bound in the options is zero or negative.</exception>
    public static IServiceCollection AddCustomerApi(this IServiceCollection services, CustomerApiOptions? options = null)
    {
        services.AddMetrics();
        services.AddLogging();
        services.AddRouting();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton((options ?? new CustomerApiOptions()).Validated());
        services.AddSingleton<ApiMetrics>();
        services.AddSingleton<BodySpace>();
        services.AddSingleton<CustomerLimits>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IdempotentOrders>();
        services.AddHostedService<IdempotencySweep>();
        services.TryAddSingleton(new DeskOptions());
        services.TryAddSingleton<Repeat>();
        services.TryAddSingleton(new DispatchOptions());
        services.AddSingleton<MarketLoad>();
        services.TryAddSingleton<PriceQuotes>();
        services.AddSingleton<LoadPhp>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<Departure>();
        services.AddSingleton<OrderDesk>();
        services.TryAddSingleton<ITaskReader, TaskReader>();
        services.AddCallbackDesk();
        services.AddSingleton<CallbackAddresses>();
        services.AddSingleton<PingbackCalls>();
        services.AddSingleton<InPhp>();
        services.AddSingleton<ResPhp>();
        services.AddSingleton<V1Door>();
        services.TryAddSingleton(MarketRules.Default);
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.TryAddSingleton<DomainDesk>();
        services.AddSingleton<SiteCalls>();
        services.AddSingleton<V2Calls>();
        services.AddSingleton<V2Door>();
        services.AddDocs();
        return services;
    }

    /// <summary>What customers do about callbacks, for a host that has pages and no API, too.</summary>
    /// <param name="options">Null: those that are there, or the defaults.</param>
    public static IServiceCollection AddCallbackDesk(this IServiceCollection services, CallbackOptions? options = null)
    {
        services.TryAddSingleton(options ?? new CallbackOptions());
        services.TryAddSingleton<IHostNames, SystemHostNames>();
        services.TryAddSingleton<CallbackDesk>();
        services.TryAddSingleton<ICallbackHosts>(s => s.GetRequiredService<CallbackDesk>());
        return services;
    }

    public static IEndpointRouteBuilder MapCustomerApi(this IEndpointRouteBuilder app)
    {
        // Resolved at the first request, when the host has started.
        var v1 = new Lazy<V1Door>(app.ServiceProvider.GetRequiredService<V1Door>);
        var v2 = new Lazy<V2Door>(app.ServiceProvider.GetRequiredService<V2Door>);
        var load = new Lazy<LoadPhp>(app.ServiceProvider.GetRequiredService<LoadPhp>);
        app.Map("/in.php", context => v1.Value.In(context));
        app.Map("/res.php", context => v1.Value.Res(context));
        app.Map("/createTask", context => v2.Value.CreateTask(context));
        app.Map("/getTaskResult", context => v2.Value.GetTaskResult(context));
        app.Map("/getBalance", context => v2.Value.GetBalance(context));
        app.Map("/declareSite", context => v2.Value.DeclareSite(context));
        app.Map("/getSites", context => v2.Value.GetSites(context));
        app.Map("/withdrawSite", context => v2.Value.WithdrawSite(context));
        app.Map("/reportCorrect", context => v2.Value.ReportCorrect(context));
        app.Map("/reportIncorrect", context => v2.Value.ReportIncorrect(context));
        // The names of the older protocol.
        app.Map("/reportCorrectRecaptcha", context => v2.Value.ReportCorrect(context));
        app.Map("/reportIncorrectRecaptcha", context => v2.Value.ReportIncorrect(context));
        app.Map("/reportIncorrectImageCaptcha", context => v2.Value.ReportIncorrect(context));
        app.MapPost("/test", context => v2.Value.Test(context));
        app.MapGet("/load.php", context => load.Value.Answer(context));
        app.MapDocs();
        // Last of all routes, so that it takes nothing from other parts of the same host.
        app.MapPost("/{method:alpha}", context => v2.Value.Unknown(context)).WithOrder(int.MaxValue);
        return app;
    }
}
