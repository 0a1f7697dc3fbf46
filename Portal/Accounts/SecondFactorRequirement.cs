using Microsoft.AspNetCore.Authorization;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>Whoever judges others or runs the place has signed in with a code too, unless the host does not ask for it.</summary>
internal sealed class SecondFactorRequirement : IAuthorizationRequirement;

internal sealed class SecondFactorHandler(PortalOptions options) : AuthorizationHandler<SecondFactorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactorRequirement requirement)
    {
        if (!options.SecondFactorRequired || context.User.HasSecondFactor()) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
