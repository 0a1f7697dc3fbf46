using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Getting captchas, answering them, giving them back.</summary>
internal static class WorkCalls
{
    /// <summary>Milliseconds since 1970, UTC, on every reply with an assignment.</summary>
    public const string ServerTimeHeader = "X-Server-Time";

    private const int LongestWaitSeconds = 25;

    public static async Task<IResult> Next(HttpContext context, WorkerDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.NextRequest, new NextRequest(null, null));
        if (body is null) return refusal!;
        if (!TryWait(body.WaitSeconds, out var wait)) return WrongWait();
        if (!TryKinds(body.Kinds, out var kinds)) return WrongKinds();
        var result = await WaitFor(context, desk, kinds, wait);
        if (result.Assignment is { } assignment) return TypedResults.Json(Reply(context, assignment), WorkerApiJson.Default.AssignmentReply);
        return result.Verdict == NextResult.Nothing.Verdict ? TypedResults.NoContent() : Wording.Refusal(result);
    }

    public static async Task<IResult> Answer(HttpContext context, WorkerDesk desk, IMarketStore store, string id)
    {
        if (!TryOwn(context, id, out var assignment)) return Problem.NoSuchAssignment.Because();
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.AnswerRequest);
        if (body is null) return refusal!;
        if (!TryWait(body.WaitSeconds, out var wait)) return WrongWait();
        if (!TryKinds(body.Kinds, out var kinds)) return WrongKinds();
        if (body.Answer.ValueKind == JsonValueKind.Undefined) return Problem.MalformedAnswer.Because("There is no answer.", "empty");
        // Whoever has it knows its kind; of one who answers late, or again, only the captcha itself does.
        var held = await desk.Holds(assignment);
        var kind = held?.Kind ?? (await store.FindCaptcha(assignment.Captcha))?.Request.Kind;
        if (kind is not { } known) return Problem.NoSuchAssignment.Because();
        var (text, reason, detail) = AnswerJson.Read(known, body.Answer);
        if (text is null) return held is null ? Problem.NoSuchAssignment.Because() : Problem.MalformedAnswer.Because(detail, reason);

        var result = await desk.Answer(assignment, text);
        if (result.Outcome != AnswerOutcome.Accepted) return Refusal(result, context);
        var next = body.Next == true ? await Following(context, desk, kinds, wait, result.Terms) : null;
        var balance = result.Balance ?? await store.Balance(AccountId.Of(assignment.Worker));
        return TypedResults.Json(new AnswerReply(true, result.Earned.ToString(), balance.ToString(), next), WorkerApiJson.Default.AnswerReply);
    }

    /// <summary>Whoever skips what he does not have any more has got what he wanted.</summary>
    public static async Task<IResult> Skip(HttpContext context, WorkerDesk desk, string id)
    {
        if (!TryOwn(context, id, out var assignment)) return Problem.NoSuchAssignment.Because();
        var (body, refusal) = await JsonBody.Read(context, WorkerApiJson.Default.SkipRequest);
        if (body is null) return refusal!;
        if (!TryWait(body.WaitSeconds, out var wait)) return WrongWait();
        if (!TryKinds(body.Kinds, out var kinds)) return WrongKinds();
        if (Reason(body.Reason) is not { } why) return Problem.OutOfRange.Because("reason is unreadable, not_a_captcha, too_hard or other.");
        await desk.GiveBack(assignment, why);
        var next = body.Next == true ? await Following(context, desk, kinds, wait) : null;
        return TypedResults.Json(new SkipReply(next), WorkerApiJson.Default.SkipReply);
    }

    public static async Task<IResult> Pause(HttpContext context, WorkerDesk desk)
    {
        await desk.Pause(context.User.Worker());
        return TypedResults.NoContent();
    }

    /// <summary>An id that is written well and names this worker.</summary>
    internal static bool TryOwn(HttpContext context, string text, out AssignmentId id) =>
        AssignmentId.TryParse(text, out id) && id.Worker == context.User.Worker();

    // The wait ends with the connection, and with the host: it must not hold up a shutdown.
    private static async Task<NextResult> WaitFor(
        HttpContext context, WorkerDesk desk, ImmutableArray<Kind>? kinds, TimeSpan wait, WorkTerms? known = null)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        return await desk.Next(context.User.Worker(), kinds, wait, gone.Token, known);
    }

    // What came before it has happened and is paid; a failure here must not hide that.
    private static async Task<AssignmentReply?> Following(
        HttpContext context, WorkerDesk desk, ImmutableArray<Kind>? kinds, TimeSpan wait, WorkTerms? known = null)
    {
        try
        {
            var next = await WaitFor(context, desk, kinds, wait, known);
            return next.Assignment is { } assignment ? Reply(context, assignment) : null;
        }
        catch (OutcomeUnknownException)
        {
            return null;
        }
    }

    // With the server's clock, so that a client can tell how much time is left by leaseEndsAt although its own clock is wrong.
    private static AssignmentReply Reply(HttpContext context, Assignment assignment)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        context.Response.Headers[ServerTimeHeader] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Wording.Of(assignment, context.Request.PathBase);
    }

    private static IResult Refusal(AnswerResult result, HttpContext context)
    {
        switch (result.Outcome)
        {
            case AnswerOutcome.Malformed:
                return Problem.MalformedAnswer.Because(reason: Wording.Code(result.Flaw ?? AnswerFlaw.Empty));
            case AnswerOutcome.LeaseOver:
                return Problem.LeaseOver.Because();
            case AnswerOutcome.TryAgain:
                context.Response.Headers.RetryAfter = "1";
                return Problem.TryAgain.Because();
            default:
                return Problem.NoSuchAssignment.Because();
        }
    }

    private static bool TryWait(int? seconds, out TimeSpan wait)
    {
        wait = TimeSpan.FromSeconds(seconds ?? 0);
        return seconds is null or (>= 0 and <= LongestWaitSeconds);
    }

    private static IResult WrongWait() => Problem.OutOfRange.Because($"waitSeconds is 0 to {LongestWaitSeconds}.");

    internal static IResult WrongKinds() => Problem.OutOfRange.Because("kinds has to name at least one kind, and only kinds that there are.");

    internal static bool TryKinds(string[]? names, out ImmutableArray<Kind>? kinds)
    {
        kinds = null;
        if (names is null) return true;
        var found = ImmutableArray.CreateBuilder<Kind>(names.Length);
        foreach (var name in names)
        {
            // Enum.TryParse takes numbers too, and these are not names.
            if (!Enum.TryParse<Kind>(name, out var kind) || kind.ToString() != name) return false;
            found.Add(kind);
        }
        kinds = found.DrainToImmutable();
        return names.Length > 0;
    }

    private static AttemptEnd? Reason(string? reason) => reason switch
    {
        "unreadable" => AttemptEnd.Unreadable,
        "not_a_captcha" => AttemptEnd.NotACaptcha,
        "too_hard" => AttemptEnd.TooHard,
        "other" => AttemptEnd.OtherReason,
        _ => null,
    };
}
