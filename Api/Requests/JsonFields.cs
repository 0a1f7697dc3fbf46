using System.Text.Json;

namespace CaptchaGrains.Api.Requests;

/// <summary>Reads the members of one JSON object as fields. Values are slices of the text; only escaped ones are copied.</summary>
internal static class JsonFields
{
    /// <summary>Levels of nesting. The deepest documented request has three.</summary>
    private const int MaxDepth = 16;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>False when it is not one well-formed JSON object, or has too many members.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> json, Fields fields)
    {
        if (json.Span.StartsWith(ByteOrderMark)) json = json[3..];
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = TextOf(ref reader, json);
                reader.Read();
                if (FormOf(reader.TokenType) is not { } form)
                {
                    if (!fields.TryAdd(new Field(name, default, FieldForm.JsonString))) return false; // null takes back an earlier value
                    continue;
                }
                if (!fields.TryAdd(new Field(name, ValueOf(ref reader, json, form), form))) return false;
            }
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException) { return false; }
        catch (InvalidOperationException) { return false; } // a lone surrogate or broken UTF-8 behind an escape
    }

    private static FieldForm? FormOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => FieldForm.JsonString,
        JsonTokenType.Number => FieldForm.JsonNumber,
        JsonTokenType.True or JsonTokenType.False => FieldForm.JsonBoolean,
        JsonTokenType.StartObject or JsonTokenType.StartArray => FieldForm.JsonStructure,
        _ => null,
    };

    private static ReadOnlyMemory<byte> ValueOf(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, FieldForm form)
    {
        var start = (int)reader.TokenStartIndex;
        switch (form)
        {
            case FieldForm.JsonString: return TextOf(ref reader, json);
            case FieldForm.JsonStructure:
                reader.Skip();
                return json[start..(int)reader.BytesConsumed];
            default: return json.Slice(start, reader.ValueSpan.Length);
        }
    }

    private static ReadOnlyMemory<byte> TextOf(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (!reader.ValueIsEscaped) return json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        var text = new byte[reader.ValueSpan.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }
}
