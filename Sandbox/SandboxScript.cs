using CaptchaGrains.Api.Scripting;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Sandbox;

/// <summary>Has the rules speak when customers' programs send something, and notes it.</summary>
internal sealed class SandboxScript(RuleBook book, RequestLog log, Stage stage, SandboxTime time) : IApiScript
{
    public IScriptedCall Begin(HttpContext context, string endpoint, IReadOnlyDictionary<string, string> parameters)
    {
        var call = new ScriptedCall(book, log, stage, time, endpoint, parameters);
        context.Response.Body = new ReplyStream(context, context.Response.Body, call, time.Real);
        return call;
    }
}
