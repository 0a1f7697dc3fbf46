using System.Text;
using System.Text.Json;

namespace CaptchaGrains.Api.V2;

/// <summary><c>/test</c>: shows the sender what arrived, as it was understood and as it came.</summary>
internal static class TestPage
{
    private const int MaxDepth = 16;

    public static byte[] Of(ReadOnlyMemory<byte> body)
    {
        var text = new StringBuilder("Parsed input:\n");
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            Append(text, document.RootElement, 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            text.Append("The body is not JSON.");
        }
        text.Append("\n\nRaw input:\n");
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. body.Span];
    }

    private static void Append(StringBuilder text, JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Open(text, indent);
                foreach (var member in value.EnumerateObject()) Member(text, member.Name, member.Value, indent);
                Close(text, indent);
                break;
            case JsonValueKind.Array:
                Open(text, indent);
                var index = 0;
                foreach (var item in value.EnumerateArray()) Member(text, $"{index++}", item, indent);
                Close(text, indent);
                break;
            case JsonValueKind.True:
                text.Append('1');
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                text.Append(value);
                break;
        }
    }

    private static void Open(StringBuilder text, int indent) => text.Append("Array\n").Append(' ', indent).Append("(\n");

    private static void Close(StringBuilder text, int indent) => text.Append(' ', indent).Append(')');

    private static void Member(StringBuilder text, string name, JsonElement value, int indent)
    {
        text.Append(' ', indent + 4).Append('[').Append(name).Append("] => ");
        Append(text, value, indent + 8);
        text.Append('\n');
    }
}
