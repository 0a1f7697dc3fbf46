using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.Actors.Audit;

/// <summary>Writes the audit log, or what came after some record, as a file that can be verified without us.</summary>
public sealed class AuditExporter(IAuditStore store)
{
    private const int Page = 500;

    /// <param name="after">0: from the beginning.</param>
    /// <returns>The head at this moment, up to which is exported; null: the log does not reach that far.</returns>
    public async Task<(AuditHead From, AuditHead To)?> Range(long after)
    {
        var to = await store.FindAuditHead();
        if (after == 0) return (AuditHead.Start, to);
        if (after > to.Sequence) return null;
        return await store.AuditRecords(after - 1, 1) is [var last] ? (new AuditHead(last.Sequence, last.Hash), to) : null;
    }

    public async Task Write(Stream stream, AuditHead from, AuditHead to, CancellationToken cancellation)
    {
        await stream.WriteAsync(AuditExport.FirstLine(from), cancellation);
        for (var at = from.Sequence; at < to.Sequence;)
        {
            var records = await store.AuditRecords(at, (int)Math.Min(Page, to.Sequence - at));
            if (records.IsEmpty) throw new InvalidDataException($"The audit log ends at {at}, and its head is {to.Sequence}.");
            foreach (var record in records) await stream.WriteAsync(AuditExport.LineOf(record), cancellation);
            at = records[^1].Sequence;
        }
        await stream.WriteAsync(AuditExport.LastLine(to), cancellation);
    }
}
