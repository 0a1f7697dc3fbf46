using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>The audit log for those who check us.</summary>
internal static class AuditCalls
{
    public static async Task<IResult> Head(IAuditStore store)
    {
        var head = await store.FindAuditHead();
        return TypedResults.Json(new HeadReply(head.Sequence, head.ToString()), OperatorJson.Default.HeadReply);
    }

    /// <param name="after">The number of the last record that the caller has; absent: he has none.</param>
    public static async Task<IResult> Export(HttpContext context, AuditExporter exporter, IAuditLog log, TimeProvider time, string? after)
    {
        var from = 0L;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from)) return Problem.OutOfRange.Because("after is a number.");
        // Whoever takes the log along is in it.
        var act = context.Act();
        await log.Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, "audit.exported", "audit", JsonSerializer.Serialize(new { after = from })), context.RequestAborted);
        if (await exporter.Range(from) is not { } range) return Problem.OutOfRange.Because("after lies beyond the end.");
        return TypedResults.Stream(
            stream => exporter.Write(stream, range.From, range.To, context.RequestAborted), "application/jsonl", $"audit-{range.From.Sequence + 1}-{range.To.Sequence}.jsonl");
    }
}
