using System.Text;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.Scripting;
using CaptchaGrains.Api.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.V1;

/// <summary>The HTTP side of version 1: from a request to its fields, from a reply to its bytes, and no exception past this point.</summary>
internal sealed class V1Door(
    InPhp inPhp, ResPhp resPhp, Departure departure, CustomerApiOptions options, BodySpace space, ApiMetrics metrics, TimeProvider time, ILogger<V1Door> log,
    IApiScript? script = null)
{
    public Task In(HttpContext context) => Serve(context, isSubmission: true);

    public Task Res(HttpContext context) => Serve(context, isSubmission: false);

    private async Task Serve(HttpContext context, bool isSubmission)
    {
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            CrossOrigin.AnswerPreflight(context.Response);
            return;
        }
        var started = metrics.Start();
        using var inbox = new Inbox(options, space, time, isSubmission ? options.MaxFormBytes : options.MaxQuestionBytes);
        inbox.Greet(context);
        var endpoint = isSubmission ? "in.php" : "res.php";
        V1Reply reply;
        try
        {
            var flaw = await Receive(context, inbox, isSubmission);
            inbox.Fields.Script = script?.Begin(context, endpoint, SentParameters.Of(inbox.Fields));
            if (flaw is { } unreadable) reply = V1Reply.Refused(unreadable);
            else if (isSubmission) reply = await inPhp.Answer(inbox.Fields);
            else
            {
                if (resPhp.ActionOf(inbox.Fields) is { Length: > 0 } action) endpoint = "res.php " + action;
                using var gone = departure.Of(context);
                reply = await resPhp.Answer(inbox.Fields, gone.Token);
            }
        }
        catch (OutcomeUnknownException e)
        {
            ApiLog.OutcomeUnknown(log, e, endpoint);
            // A poll must not fail for it: every client would give up a captcha that is being solved.
            reply = endpoint is "res.php get" or "res.php get2" ? V1Reply.NotReady : V1Reply.Refused(new Refusal(ErrorCode.NoSlotAvailable));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // the last resort: whatever went wrong, the customer gets a code that he can act on
        catch (Exception e)
#pragma warning restore CA1031
        {
            ApiLog.Incident(log, e, endpoint);
            reply = V1Reply.Refused(new Refusal(ErrorCode.NoSlotAvailable));
        }
        await Write(context, inbox, reply);
        metrics.Answered(endpoint, reply.Code, started);
        await inbox.Drain(context);
    }

    private static async ValueTask<Refusal?> Receive(HttpContext context, Inbox inbox, bool isSubmission)
    {
        var request = context.Request;
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsGet(request.Method)) return new Refusal(ErrorCode.BadParameters);
        if (inbox.TryReadQuery(request) && (!isPost || await inbox.TryReadForm(request, context.RequestAborted))) return null;
        if (inbox.Body == BodyVerdict.TooBig) return new Refusal(isSubmission ? ErrorCode.TooBigFileSize : ErrorCode.BadParameters);
        if (inbox.Body == BodyVerdict.NoRoom) return new Refusal(ErrorCode.NoSlotAvailable);
        return new Refusal(isSubmission && !inbox.HasTooManyFields ? ErrorCode.Upload : ErrorCode.BadParameters);
    }

    private static Task Write(HttpContext context, Inbox inbox, V1Reply reply)
    {
        // Of an unreadable request nobody knows what it asked for; its sender, perhaps in a browser, shall be able to read why.
        if (inbox.IsUnreadable || inbox.Fields.HasFlag(ParameterNames.HeaderAcao)) CrossOrigin.Allow(context.Response);
        inbox.AnnounceClose(context);
        var isJson = inbox.Fields.HasFlag(ParameterNames.Json) || (inbox.IsUnreadable && Inbox.IsJson(context.Request));
        if (inbox.Fields.HasFlag(ParameterNames.DebugDump)) return WriteWithDump(context, inbox, reply, isJson);
        return isJson
            ? Replies.Write(context, reply, static (json, r) => r.WriteJson(json))
            : Replies.Write(context, Encoding.UTF8.GetBytes(reply.Plain), Replies.Text);
    }

    private static Task WriteWithDump(HttpContext context, Inbox inbox, V1Reply reply, bool isJson)
    {
        var dump = Encoding.UTF8.GetBytes(DebugDump.Of(inbox.Fields, inbox.FieldsOfQuery));
        var answer = isJson ? Replies.Bytes(reply, static (json, r) => r.WriteJson(json)) : Encoding.UTF8.GetBytes(reply.Plain);
        return Replies.Write(context, (byte[])[.. dump, .. answer.Span], Replies.Text);
    }
}
