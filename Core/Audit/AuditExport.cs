using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CaptchaGrains.Core.Audit;

/// <summary>
/// An export: lines of JSON in one form each, so that a file has one way only to say what it says. The first line says where it begins, then comes one line for each
/// record, and the last one is the head.
/// </summary>
public static class AuditExport
{
    public const string Format = "captchagrains-audit-1";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="from">The head before the first record of the file; <see cref="AuditHead.Start"/> for a whole chain.</param>
    public static byte[] FirstLine(AuditHead from) => Line(json =>
    {
        json.WriteString("format", Format);
        json.WriteNumber("after", from.Sequence);
        json.WriteString("previous", from.Hash);
    });

    public static byte[] LineOf(AuditRecord record) => Line(json =>
    {
        json.WriteNumber("seq", record.Sequence);
        json.WriteString("id", record.Facts.Id);
        json.WriteNumber("at", record.Facts.AtMilliseconds);
        json.WriteString("actor", record.Facts.Actor);
        json.WriteString("act", record.Facts.Act);
        json.WriteString("subject", record.Facts.Subject);
        json.WriteString("details", record.Facts.Details);
        json.WriteString("prev", record.Previous);
        json.WriteString("hash", record.Hash);
    });

    public static byte[] LastLine(AuditHead head) => Line(json =>
    {
        json.WriteNumber("head", head.Sequence);
        json.WriteString("hash", head.Hash);
    });

    internal static AuditHead? ReadFirstLine(ReadOnlySpan<byte> line) =>
        Read(line) is { } o && Text(o, "format") == Format && Number(o, "after") is { } after && HashIn(o, "previous") is { } hash ? new AuditHead(after, hash) : null;

    internal static AuditRecord? ReadRecord(ReadOnlySpan<byte> line)
    {
        if (Read(line) is not { } o || Number(o, "seq") is not { } sequence || Number(o, "at") is not { } at) return null;
        if (HashIn(o, "prev") is not { } previous || HashIn(o, "hash") is not { } hash) return null;
        if (Text(o, "id") is not { } id || Text(o, "actor") is not { } actor || Text(o, "act") is not { } act) return null;
        if (Text(o, "subject") is not { } subject || Text(o, "details") is not { } details) return null;
        return new AuditRecord(sequence, new AuditFacts(id, at, actor, act, subject, details), previous, hash);
    }

    internal static AuditHead? ReadLastLine(ReadOnlySpan<byte> line) =>
        Read(line) is { } o && Number(o, "head") is { } sequence && HashIn(o, "hash") is { } hash ? new AuditHead(sequence, hash) : null;

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static JsonElement? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonElement.TryParseValue(ref reader, out var value) && value is { ValueKind: JsonValueKind.Object } ? value : null;
        }
        catch (JsonException) { return null; }
    }

    private static string? Text(JsonElement o, string name)
    {
        try { return o.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null; }
        catch (InvalidOperationException) { return null; } // half of a surrogate pair, or bytes that are no text
    }

    private static long? Number(JsonElement o, string name) =>
        o.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null;

    private static string? HashIn(JsonElement o, string name) => Text(o, name) is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : null;
}
