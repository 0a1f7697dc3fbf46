using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Grains.Interfaces.Serialization;

/// <summary>How our records are written as JSON, in messages between processes and in grain storage.</summary>
public static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Our own types. Exceptions are left to Orleans, which carries the stack along.</summary>
    public static bool Covers(Type type) =>
        type.Namespace?.StartsWith("CaptchaGrains.", StringComparison.Ordinal) == true && !typeof(Exception).IsAssignableFrom(type);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            // What is computed from other properties is computed again on the other side.
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new BytesConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Bytes as base64 rather than as a list of numbers, which would take three times the room.</summary>
    private sealed class BytesConverter : JsonConverter<ImmutableArray<byte>>
    {
        public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            [.. reader.GetBytesFromBase64()];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.AsSpan());
    }
}
