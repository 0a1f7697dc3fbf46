using System.Collections.Immutable;
using System.Text.Json;

namespace CaptchaGrains.Sandbox.Calls;

internal static class LogJson
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<LoggedRequest> requests)
    {
        json.WriteStartObject();
        json.WriteStartArray("requests");
        foreach (var request in requests) Write(json, request);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LoggedRequest request)
    {
        json.WriteStartObject();
        json.WriteNumber("number", request.Number);
        json.WriteString("at", request.At);
        json.WriteString("endpoint", request.Endpoint);
        if (request.Kind is not null) json.WriteString("kind", request.Kind);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in request.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
        if (request.Rule is { } rule) json.WriteNumber("rule", rule);
        if (request.Captcha is { } captcha) json.WriteNumber("captcha", captcha);
        if (request.Note is not null) json.WriteString("note", request.Note);
        json.WriteString("reply", request.Reply);
        json.WriteEndObject();
    }
}
