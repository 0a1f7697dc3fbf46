using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.ModeratorApi;
using CaptchaGrains.Portal.OperatorApi;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>Which calls and pages belong to which role.</summary>
internal static class RolePaths
{
    /// <summary>Refusals of these are problem details; a page asks to sign in instead.</summary>
    public static bool AreCalls(PathString path) =>
        path.StartsWithSegments(WorkerEndpoints.Root) || path.StartsWithSegments(OperatorEndpoints.Root) || path.StartsWithSegments(ModeratorEndpoints.Root);

    /// <summary>What somebody is told who is signed in and may not make this call: he lacks the role, or has it and gave no code.</summary>
    public static Problem NotAllowed(HttpContext context) =>
        LacksSecondFactor(context) ? Problem.SecondFactorRequired : RoleOf(context.Request.Path) switch
        {
            PersonRole.Operator => Problem.NotAnOperator,
            PersonRole.Moderator => Problem.NotAModerator,
            _ => Problem.NotAWorker,
        };

    /// <summary>The role would do, if he had given a code.</summary>
    public static bool LacksSecondFactor(HttpContext context) =>
        RoleOf(context.Request.Path) is PersonRole.Operator or PersonRole.Moderator
        && context.User.IsInRole(RoleOf(context.Request.Path).ToString()) && !context.User.HasSecondFactor();

    private static PersonRole RoleOf(PathString path) =>
        path.StartsWithSegments(OperatorEndpoints.Root) ? PersonRole.Operator
        : path.StartsWithSegments(ModeratorEndpoints.Root) ? PersonRole.Moderator
        : Navigation.Areas.FirstOrDefault(a => path.StartsWithSegments(a.Path))?.Role ?? PersonRole.Worker;
}
