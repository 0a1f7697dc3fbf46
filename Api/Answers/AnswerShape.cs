using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Answers;

/// <summary>How a kept answer is written in each version. Kept forms: squares <c>1,5,9</c> or <c>none</c>, points <c>31,59;70,12</c>, angles <c>40|200</c>.</summary>
internal static class AnswerShape
{
    private const string NoSquares = "none";
    private const string NoSquaresInReplies = "No_matching_images";

    public static string Plain(Kind kind, string answer) => kind switch
    {
        Kind.Grid when answer == NoSquares => NoSquaresInReplies,
        Kind.Grid => "click:" + answer.Replace(',', '/'),
        Kind.Coordinates => "coordinates:" + string.Join(';', Points(answer).Select(p => $"x={p.X},y={p.Y}")),
        _ => answer,
    };

    /// <summary>The value of <c>request</c>: points are an array of objects with texts, everything else is the plain answer.</summary>
    public static void WriteV1(Utf8JsonWriter json, Kind kind, string answer)
    {
        if (kind == Kind.Coordinates) WritePoints(json, answer, static (writer, name, value) => writer.WriteString(name, value));
        else json.WriteStringValue(Plain(kind, answer));
    }

    /// <summary>The <c>solution</c> of version 2.</summary>
    public static void WriteV2(Utf8JsonWriter json, Kind kind, string answer)
    {
        json.WriteStartObject();
        switch (kind)
        {
            case Kind.Grid:
                json.WriteStartArray("click"u8);
                foreach (var square in answer == NoSquares ? [] : answer.Split(',')) WriteNumber(json, square);
                json.WriteEndArray();
                if (answer == NoSquares) json.WriteString("text"u8, NoSquaresInReplies);
                break;
            case Kind.Coordinates:
                json.WritePropertyName("coordinates"u8);
                WritePoints(json, answer, static (writer, name, value) =>
                {
                    writer.WritePropertyName(name);
                    WriteNumber(writer, value);
                });
                break;
            case Kind.Rotate:
                WriteAngles(json, answer.Split('|'));
                break;
            case Kind.RecaptchaV2 or Kind.RecaptchaV3:
                json.WriteString("gRecaptchaResponse"u8, answer);
                json.WriteString("token"u8, answer);
                break;
            case Kind.FunCaptcha or Kind.KeyCaptcha:
                json.WriteString("token"u8, answer);
                break;
            default:
                json.WriteString("text"u8, answer);
                break;
        }
        json.WriteEndObject();
    }

    /// <summary>One image has a number, several have an array of them.</summary>
    private static void WriteAngles(Utf8JsonWriter json, string[] angles)
    {
        json.WritePropertyName("rotate"u8);
        if (angles.Length > 1) json.WriteStartArray();
        foreach (var angle in angles) WriteNumber(json, angle);
        if (angles.Length > 1) json.WriteEndArray();
    }

    private static void WritePoints(Utf8JsonWriter json, string answer, Action<Utf8JsonWriter, string, string> write)
    {
        json.WriteStartArray();
        foreach (var (x, y) in Points(answer))
        {
            json.WriteStartObject();
            write(json, "x", x);
            write(json, "y", y);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<(string X, string Y)> Points(string answer) => answer.Split(';').Select(point =>
    {
        var comma = point.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? (point, "0") : (point[..comma], point[(comma + 1)..]);
    });

    private static void WriteNumber(Utf8JsonWriter json, string number)
    {
        if (int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) json.WriteNumberValue(value);
        else json.WriteStringValue(number);
    }
}
