using CaptchaGrains.Portal.ModeratorApi;
using CaptchaGrains.Portal.OperatorApi;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>Which calls belong to which role.</summary>
internal static class RolePaths
{
    /// <summary>Refusals of these are problem details; a page asks to sign in instead.</summary>
    public static bool AreCalls(PathString path) =>
        path.StartsWithSegments(WorkerEndpoints.Root) || path.StartsWithSegments(OperatorEndpoints.Root) || path.StartsWithSegments(ModeratorEndpoints.Root);

    /// <summary>What somebody is told who is signed in and lacks the role.</summary>
    public static Problem NotAllowed(PathString path) =>
        path.StartsWithSegments(OperatorEndpoints.Root) ? Problem.NotAnOperator
        : path.StartsWithSegments(ModeratorEndpoints.Root) ? Problem.NotAModerator
        : Problem.NotAWorker;
}
