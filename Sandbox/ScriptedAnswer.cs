using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Sandbox;

/// <summary>An answer as a rule writes it: as the worker API has it for the kind, or as the text in which actors keep it.</summary>
internal static class ScriptedAnswer
{
    /// <returns>The one text as which actors pass answers on, or why there is none; never both, never neither.</returns>
    public static (string? Answer, string? Flaw) Read(CaptchaRequest request, JsonElement answer)
    {
        if (TextOf(request.Kind, answer) is not { } text) return (null, $"is written differently for {request.Kind}: {Form(request.Kind)}");
        var (kept, flaw) = AnswerForm.Check(request, text);
        return flaw is { } wrong ? (null, $"does not fit ({wrong}): {Form(request.Kind)}") : (kept, null);
    }

    /// <summary>A request of the kind that leaves most open: what does not fit it fits none.</summary>
    public static CaptchaRequest Loosest(Kind kind, JsonElement answer) => new(kind)
    {
        Grid = new GridShape(GridShape.MostSquares, GridShape.MostSquares, true, null, null),
        Clicks = new ClickRange(1, 0),
        Rotation = new Rotation(1, Math.Clamp(Angles(answer), 1, Rotation.MostImages)),
    };

    private static int Angles(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Array => answer.GetArrayLength(),
        JsonValueKind.String => answer.GetString()!.Split('|').Length,
        _ => 1,
    };

    private static string? TextOf(Kind kind, JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.String => answer.GetString(),
        JsonValueKind.Number => answer.GetRawText(),
        JsonValueKind.Array => kind switch
        {
            Kind.Grid => answer.GetArrayLength() == 0 ? AnswerForm.NoSquare : Joined(answer, ',', Number),
            Kind.Rotate => Joined(answer, '|', Number),
            Kind.Coordinates => Joined(answer, ';', Point),
            _ => null,
        },
        _ => null,
    };

    private static string? Joined(JsonElement array, char separator, Func<JsonElement, string?> write)
    {
        var parts = array.EnumerateArray().Select(write).ToList();
        return parts.Contains(null) ? null : string.Join(separator, parts);
    }

    private static string? Point(JsonElement point) =>
        point.ValueKind == JsonValueKind.Object && point.TryGetProperty("x", out var x) && point.TryGetProperty("y", out var y)
        && Number(x) is { } left && Number(y) is { } top ? $"{left},{top}" : null;

    private static string? Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value.ToString(CultureInfo.InvariantCulture) : null;

    private static string Form(Kind kind) => kind switch
    {
        Kind.ImageText or Kind.Text or Kind.Audio => "a text",
        Kind.Grid => "an array of the numbers of squares; an empty one says that none matches",
        Kind.Coordinates => "an array of points in whole pixels, each with x and y",
        Kind.Rotate => "whole degrees, or an array of them, one for each image",
        _ => $"the token, a text of at least {AnswerForm.ShortestToken} characters",
    };
}
