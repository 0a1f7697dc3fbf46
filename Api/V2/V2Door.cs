using System.Net;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Answers;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.Scripting;
using CaptchaGrains.Api.Sites;
using CaptchaGrains.Api.Telemetry;
using CaptchaGrains.Core.Ids;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.V2;

/// <summary>The HTTP side of version 2: JSON in, JSON out, and no exception past this point.</summary>
internal sealed class V2Door(
    V2Calls calls, SiteCalls sites, Departure departure, CustomerApiOptions options, BodySpace space, ApiMetrics metrics, TimeProvider time, ILogger<V2Door> log,
    IApiScript? script = null)
{
    private static readonly V2Reply NoSuchMethod = V2Reply.Of(ErrorCode.NoSuchMethod);

    public Task CreateTask(HttpContext context) => Serve(context, "createTask", calls.CreateTask, options.MaxBodyBytes);

    public Task GetTaskResult(HttpContext context) => Serve(context, "getTaskResult", async fields =>
    {
        using var gone = departure.Of(context);
        return await calls.GetTaskResult(fields, gone.Token);
    });

    public Task ReportCorrect(HttpContext context) => Serve(context, "reportCorrect", fields => calls.Report(fields, isCorrect: true));

    public Task ReportIncorrect(HttpContext context) => Serve(context, "reportIncorrect", fields => calls.Report(fields, isCorrect: false));

    /// <summary>Shows what arrived. It asks for no key and keeps nothing.</summary>
    public async Task Test(HttpContext context)
    {
        using var inbox = new Inbox(options, space, time, options.MaxBodyBytes);
        if (await inbox.TryReadRaw(context.Request, context.RequestAborted) is { } body)
        {
            await Replies.Write(context, TestPage.Of(body), Replies.Text);
            return;
        }
        await Reply(context, inbox, "test", V2Reply.Of(CodeOf(inbox.Body, isSubmission: false)), metrics.Start());
    }

    public Task DeclareSite(HttpContext context) => Serve(context, "declareSite", sites.Declare);

    public Task GetSites(HttpContext context) => Serve(context, "getSites", sites.List);

    public Task WithdrawSite(HttpContext context) => Serve(context, "withdrawSite", sites.Withdraw);

    public Task GetBalance(HttpContext context) => Serve(context, "getBalance", calls.GetBalance);

    /// <summary>A call that nobody knows. What was not meant for this API is simply not found.</summary>
    public async Task Unknown(HttpContext context)
    {
        if (!Inbox.IsJson(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var started = metrics.Start();
        using var inbox = new Inbox(options, space, time, options.MaxQuestionBytes);
        await inbox.TryReadJson(context.Request, context.RequestAborted);
        await Reply(context, inbox, "unknown", NoSuchMethod, started);
    }

    /// <param name="maxBytes">Of the body; null: as much as a question needs.</param>
    private async Task Serve(HttpContext context, string endpoint, Func<Fields, Task<V2Reply>> call, int? maxBytes = null)
    {
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            CrossOrigin.AnswerPreflight(context.Response);
            return;
        }
        var started = metrics.Start();
        using var inbox = new Inbox(options, space, time, maxBytes ?? options.MaxQuestionBytes);
        inbox.Greet(context);
        V2Reply reply;
        try
        {
            var isRead = HttpMethods.IsPost(context.Request.Method) && await inbox.TryReadJson(context.Request, context.RequestAborted);
            inbox.Fields.Script = script?.Begin(context, endpoint, SentParameters.Of(inbox.Fields));
            if (!HttpMethods.IsPost(context.Request.Method)) reply = NoSuchMethod;
            else if (isRead) reply = await call(inbox.Fields);
            else reply = V2Reply.Of(CodeOf(inbox.Body, isSubmission: maxBytes is not null));
        }
        catch (OutcomeUnknownException e)
        {
            ApiLog.OutcomeUnknown(log, e, endpoint);
            // A poll must not fail for it: every client would give up a captcha that is being solved.
            reply = endpoint == "getTaskResult" ? new V2Reply.Processing() : V2Reply.Of(ErrorCode.NoSlotAvailable);
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
            reply = V2Reply.Of(ErrorCode.NoSlotAvailable);
        }
        await Reply(context, inbox, endpoint, reply, started);
    }

    private static ErrorCode CodeOf(BodyVerdict unreadable, bool isSubmission) => unreadable switch
    {
        BodyVerdict.TooBig when isSubmission => ErrorCode.TooBigFileSize,
        BodyVerdict.NoRoom => ErrorCode.NoSlotAvailable,
        _ => ErrorCode.BadParameters,
    };

    private async Task Reply(HttpContext context, Inbox inbox, string endpoint, V2Reply reply, long started)
    {
        if (context.Request.Headers.Origin.Count > 0) CrossOrigin.Allow(context.Response);
        inbox.AnnounceClose(context);
        await Replies.Write(context, (reply, context.Connection.RemoteIpAddress), static (json, r) => Write(json, r.reply, r.RemoteIpAddress));
        metrics.Answered(endpoint, reply.Code, started);
        await inbox.Drain(context);
    }

    /// <param name="task">Only where the receiver did not ask for a certain one.</param>
    internal static void Write(Utf8JsonWriter json, V2Reply reply, IPAddress? customer, CaptchaId? task = null)
    {
        json.WriteStartObject();
        if (task is { } id) json.WriteNumber("taskId"u8, id.Value);
        json.WriteNumber("errorId"u8, reply is V2Reply.Refused { Refusal: var refusal } ? refusal.Entry.V2Id : 0);
        switch (reply)
        {
            case V2Reply.Refused refused:
                json.WriteString("errorCode"u8, refused.Refusal.Entry.V2);
                json.WriteString("errorDescription"u8, refused.Refusal.Text);
                break;
            case V2Reply.Accepted accepted:
                json.WriteNumber("taskId"u8, accepted.Id.Value);
                break;
            case V2Reply.Processing:
                json.WriteString("status"u8, "processing"u8);
                break;
            case V2Reply.Ready ready:
                WriteReady(json, ready, customer);
                break;
            case V2Reply.Reported:
                json.WriteString("status"u8, "success"u8);
                break;
            case V2Reply.Site site:
                json.WritePropertyName("site"u8);
                site.View.Write(json);
                break;
            case V2Reply.Sites sites:
                json.WriteStartArray("sites"u8);
                foreach (var view in sites.All) view.Write(json);
                json.WriteEndArray();
                break;
            case V2Reply.Balance balance:
                json.WritePropertyName("balance"u8);
                json.WriteRawValue(ApiMoney.Balance(balance.Amount));
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteReady(Utf8JsonWriter json, V2Reply.Ready ready, IPAddress? customer)
    {
        var captcha = ready.Captcha;
        json.WriteString("status"u8, "ready"u8);
        json.WritePropertyName("solution"u8);
        AnswerShape.WriteV2(json, captcha.Kind, captcha.Answer ?? "");
        json.WriteString("cost"u8, captcha.Price.ToShortString());
        CostItems.Write(json, captcha.Charged);
        json.WriteString("ip"u8, AddressOf(customer));
        json.WriteNumber("createTime"u8, captcha.SubmittedAt.ToUnixTimeSeconds());
        json.WriteNumber("endTime"u8, (captcha.EndedAt ?? captcha.SubmittedAt).ToUnixTimeSeconds());
        json.WriteNumber("solveCount"u8, captcha.Attempts);
        AgreementItems.Write(json, captcha.Agreement);
    }

    private static string AddressOf(IPAddress? address) =>
        address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
