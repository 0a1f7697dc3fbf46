using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>Clusters of linked accounts, and the operator's word on them.</summary>
internal static class ClusterCalls
{
    /// <param name="after">The last member of the page before; absent: the first page.</param>
    public static async Task<IResult> Show(IActors actors, Repeat repeat, string worker, string? after)
    {
        if (!TryWorker(worker, out var id)) return Problem.OutOfRange.Because("A worker is a number.");
        if (!TryWorker(after ?? "0", out var last)) return Problem.OutOfRange.Because("after is a worker, and a worker is a number.");
        var view = await repeat.UntilKnown(() => actors.LinkBoard().Cluster(id, last));
        return TypedResults.Json(new ClusterReply(
            view.Cluster.Value, view.Size, [.. view.Members.Select(m => m.Value)], [.. view.Matches.Select(m => new MatchReply(m.One.Value, m.Other.Value, Word(m.Kind), m.At))],
            view.Mark is { } mark ? new MarkReply(mark.Reason, mark.By, mark.At) : null, view.Next?.Value), OperatorJson.Default.ClusterReply);
    }

    public static Task<IResult> Mark(HttpContext context, IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time, string worker) =>
        Decide(context, actors, audit, repeat, time, worker, isMarked: true);

    public static Task<IResult> Unmark(HttpContext context, IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time, string worker) =>
        Decide(context, actors, audit, repeat, time, worker, isMarked: false);

    private static async Task<IResult> Decide(
        HttpContext context, IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time, string worker, bool isMarked)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.ReasonRequest, new ReasonRequest(null));
        if (body is null) return refusal!;
        if (!TryWorker(worker, out var id)) return Problem.OutOfRange.Because("A worker is a number.");
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        var (act, now) = (context.Act(), time.GetUtcNow());
        var details = JsonSerializer.Serialize(new { reason = body.Reason });
        await repeat.UntilKnown(() => audit.Append(new AuditEntry(act.Id, now, act.By, isMarked ? "cluster.marked" : "cluster.unmarked", $"worker:{id}", details)).AsTask());
        if (await repeat.UntilKnown(() => actors.LinkBoard().Mark(id, isMarked ? new ClusterMark(body.Reason!, act.By, now) : null))) return TypedResults.NoContent();
        await repeat.UntilKnown(() => audit.Append(new AuditEntry(act.Id + "/failed", now, act.By, "act.failed", $"worker:{id}", "{}")).AsTask());
        return Problem.NotPossible.Because("Nobody is linked to this worker, or there is no room for more marks.");
    }

    private static string Word(SignalKind kind) => kind switch
    {
        SignalKind.PayoutDestination => "payout_destination",
        SignalKind.Device => "device",
        SignalKind.AddressAndBrowser => "address_and_browser",
        _ => "referral",
    };

    internal static bool TryWorker(string text, out WorkerId worker)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        worker = new WorkerId(number);
        return isNumber;
    }
}
