using System.Text.Json;

namespace CaptchaGrains.Sandbox.Calls;

/// <summary>A rule as it was sent, with its number and how often it still counts.</summary>
internal static class RuleJson
{
    public static void Write(Utf8JsonWriter json, Rule rule, int? left)
    {
        json.WriteStartObject();
        json.WriteNumber("id", rule.Id);
        foreach (var member in rule.Source.EnumerateObject()) member.WriteTo(json);
        if (left is { } times) json.WriteNumber("timesLeft", times);
        json.WriteEndObject();
    }
}
