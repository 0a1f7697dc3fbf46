using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>How an operator's program comes in, and who he is in the audit log.</summary>
internal static class SessionCalls
{
    public static async Task<IResult> Open(HttpContext context, SessionDoor door)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.OperatorSessionRequest);
        if (body is null) return refusal!;
        return await door.Open(context, body.Email, body.Password, body.Code, PersonRole.Operator,
            (_, token, expires) => TypedResults.Json(new OperatorSessionReply(token, expires), OperatorJson.Default.OperatorSessionReply));
    }

    /// <summary>A new act of the operator who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is: the endpoint lacks its policy.</exception>
    public static Act Act(this HttpContext context) =>
        Actors.Desks.Act.New($"operator:{context.User.Person()}");
}
