using CaptchaGrains.Actors.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Portal.Customers;

/// <summary>Payments of a demonstration.</summary>
public static class TestPayments
{
    /// <summary>Customers pay by the test provider.</summary>
    public static IServiceCollection AddTestPayments(this IServiceCollection services)
    {
        services.TryAddSingleton<IPaymentProvider, TestPaymentProvider>();
        return services;
    }
}
