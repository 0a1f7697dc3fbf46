using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Orders;

/// <summary>Gathers what a provider of captchas needs beside page and key, as one JSON object of texts under the names of version 1.</summary>
internal sealed class TokenExtras(OrderReader reader)
{
    /// <summary>Characters of one value.</summary>
    private const int LongestValue = 4096;

    /// <summary>Characters of a name that the customer chose.</summary>
    private const int LongestName = 64;

    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Sorted, so that a repeated order is the same order.
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public void Add(Parameter parameter, bool isRequired = false)
    {
        var text = isRequired ? reader.RequiredText(parameter, LongestValue) : reader.Text(parameter, LongestValue);
        if (text is not null) _values[parameter.V1!.Documented] = text;
    }

    /// <summary>Cookies as <c>K:V;K2:V2;</c>, or as a browser writes them.</summary>
    public void AddCookies(Parameter parameter)
    {
        var text = reader.Text(parameter, LongestValue);
        if (text is null) return;
        var pairs = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Length == 0 || pairs.Any(pair => pair.IndexOfAny([':', '=']) <= 0)) reader.Refuse(ErrorCode.BadParameters, parameter);
        _values[parameter.V1!.Documented] = text;
    }

    /// <summary>An array or object, or the text of one.</summary>
    public void AddStructure(Parameter parameter)
    {
        if (reader.Find(parameter) is not { } field) return;
        if (TextOf(field) is { } text && text.TrimStart() is ['[' or '{', ..] && IsJson(text)) _values[parameter.V1!.Documented] = text;
        else reader.Refuse(ErrorCode.BadParameters, parameter);
    }

    /// <summary>The <c>s</c> of the payload is what version 1 calls <c>data-s</c>; the rest is kept under its own names.</summary>
    public void AddPayload(Parameter payload, Parameter dataS)
    {
        if (reader.Find(payload) is not { } field) return;
        if (!TryAddMembers(field, name => name == "s" ? dataS.V1!.Documented : $"{payload.V2!.Documented}[{name}]")) reader.Refuse(ErrorCode.BadParameters, payload);
    }

    /// <summary><c>data[key]</c>, or <c>data</c>: an object, the text of one, or any text.</summary>
    public void AddBlob(Parameter parameter)
    {
        var plain = parameter.In(reader.Version)!.Documented;
        if (reader.Find(parameter) is { } field && !TryAddMembers(field, name => $"data[{name}]"))
        {
            if (field.Form == FieldForm.JsonStructure || TextOf(field) is not { } text) reader.Refuse(ErrorCode.BadParameters, parameter);
            else _values[plain] = text;
        }
        foreach (var other in reader.Fields.All)
        {
            if (!other.Name.Span.StartsWith("data["u8) || !other.Name.Span.EndsWith("]"u8) || other.IsBlank) continue;
            if (other.Name.Length > LongestName || !Utf8.IsValid(other.Name.Span) || TextOf(other) is not { } text) reader.Refuse(ErrorCode.BadParameters, parameter);
            else _values[Encoding.UTF8.GetString(other.Name.Span)] = text;
        }
        if (_values.Keys.Any(name => name.Any(char.IsControl))) reader.Refuse(ErrorCode.BadParameters, parameter);
    }

    /// <returns>Null when there are none.</returns>
    public string? ToJson()
    {
        if (_values.Count == 0) return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Written))
        {
            json.WriteStartObject();
            foreach (var (name, value) in _values) json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private bool TryAddMembers(Field field, Func<string, string> nameOf)
    {
        var members = new Fields(capacity: 20);
        if (field.Form is FieldForm.JsonBoolean or FieldForm.JsonNumber || !JsonFields.TryRead(field.Value, members)) return false;
        foreach (var member in members.All)
        {
            if (member.IsBlank) continue;
            if (member.Name.Length > LongestName || TextOf(member) is not { } text) return false;
            _values[nameOf(Encoding.UTF8.GetString(member.Name.Span))] = text;
        }
        return true;
    }

    private static string? TextOf(Field field)
    {
        if (field.Value.Length > LongestValue || !Utf8.IsValid(field.Value.Span)) return null;
        var text = Encoding.UTF8.GetString(field.Value.Span).Trim();
        return text.Length == 0 || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            return true;
        }
        catch (JsonException) { return false; }
    }
}
