using System.Globalization;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>Clusters of linked accounts, and the operator's word on them.</summary>
internal static class ClusterCalls
{
    /// <param name="after">The last member of the page before; absent: the first page.</param>
    public static async Task<IResult> Show(ClusterDesk desk, string worker, string? after)
    {
        if (!TryWorker(worker, out var id)) return Problem.OutOfRange.Because("A worker is a number.");
        if (!TryWorker(after ?? "0", out var last)) return Problem.OutOfRange.Because("after is a worker, and a worker is a number.");
        var view = await desk.Of(id, last);
        return TypedResults.Json(new ClusterReply(
            view.Cluster.Value, view.Size, [.. view.Members.Select(m => m.Value)], [.. view.Matches.Select(m => new MatchReply(m.One.Value, m.Other.Value, Word(m.Kind), m.At))],
            view.Mark is { } mark ? new MarkReply(mark.Reason, mark.By, mark.At) : null, view.Next?.Value), OperatorJson.Default.ClusterReply);
    }

    public static Task<IResult> Mark(HttpContext context, ClusterDesk desk, string worker) => Decide(context, desk, worker, isMarked: true);

    public static Task<IResult> Unmark(HttpContext context, ClusterDesk desk, string worker) => Decide(context, desk, worker, isMarked: false);

    private static async Task<IResult> Decide(HttpContext context, ClusterDesk desk, string worker, bool isMarked)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.ReasonRequest, new ReasonRequest(null));
        if (body is null) return refusal!;
        if (!TryWorker(worker, out var id)) return Problem.OutOfRange.Because("A worker is a number.");
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        return await desk.Mark(context.Act(), id, isMarked, body.Reason!)
            ? TypedResults.NoContent()
            : Problem.NotPossible.Because("Nobody is linked to this worker, or there is no room for more marks.");
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
