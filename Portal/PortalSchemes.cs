namespace CaptchaGrains.Portal;

/// <summary>Names of authentication schemes and policies; the cookie's scheme is Identity's own.</summary>
public static class PortalSchemes
{
    /// <summary>A bearer token of the worker API.</summary>
    public const string Bearer = "CaptchaGrains.Bearer";

    /// <summary>The bearer token where the request has an <c>Authorization</c> header, else the cookie.</summary>
    public const string Either = "CaptchaGrains.Either";

    /// <summary>Pages that only workers see; the others are asked to sign in.</summary>
    public const string WorkerPages = "CaptchaGrains.WorkerPages";

    /// <summary>Pages of everybody who is signed in.</summary>
    public const string OwnPages = "CaptchaGrains.OwnPages";

    /// <summary>Pages of a customer's people: <c>Pages/Customer</c>.</summary>
    public const string CustomerPages = "CaptchaGrains.CustomerPages";

    /// <summary>Pages of moderators: <c>Pages/Moderator</c>.</summary>
    public const string ModeratorPages = "CaptchaGrains.ModeratorPages";

    /// <summary>Pages of operators: <c>Pages/Operator</c>.</summary>
    public const string OperatorPages = "CaptchaGrains.OperatorPages";

    /// <summary>Calls that only workers make.</summary>
    public const string WorkerCalls = "CaptchaGrains.WorkerCalls";

    /// <summary>Calls that only moderators make.</summary>
    public const string ModeratorCalls = "CaptchaGrains.ModeratorCalls";

    /// <summary>Calls that only operators make.</summary>
    public const string OperatorCalls = "CaptchaGrains.OperatorCalls";
}
