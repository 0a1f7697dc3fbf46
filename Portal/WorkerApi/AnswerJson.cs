using System.Globalization;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>An answer as workers' programs write it, by kind, and as the actors take it. What is in it they check; here only its JSON is.</summary>
internal static class AnswerJson
{
    /// <returns>The text, or what is wrong: a reason for programs and a sentence for people.</returns>
    public static (string? Text, string? Reason, string? Detail) Read(Kind kind, JsonElement answer) => kind switch
    {
        Kind.ImageText or Kind.Text or Kind.Audio => Or(JsonBody.Text(answer), "not_text", "The answer has to be a text."),
        Kind.Grid => Or(Squares(answer), "not_squares", "The answer has to be an array of the numbers of squares; an empty one says that none matches."),
        Kind.Coordinates => Or(Points(answer), "not_points", "The answer has to be an array of points in whole pixels, each with x and y."),
        Kind.Rotate => Or(Angles(answer), "not_angles", "The answer has to be whole degrees, or an array of them, one for each image."),
        _ => Or(answer.ValueKind == JsonValueKind.String ? JsonBody.Text(answer) : null, "not_token", "The answer has to be the token, a text."),
    };

    private static (string?, string?, string?) Or(string? text, string reason, string detail) =>
        text is null ? (null, reason, detail) : (text, null, null);

    private static string? Squares(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Array) return null;
        return answer.GetArrayLength() == 0 ? AnswerForm.NoSquare : Joined(answer, ',');
    }

    private static string? Angles(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Number => Number(answer),
        JsonValueKind.Array => Joined(answer, '|'),
        _ => null,
    };

    private static string? Points(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Array) return null;
        var text = new StringBuilder();
        foreach (var point in answer.EnumerateArray())
        {
            if (point.ValueKind != JsonValueKind.Object) return null;
            if (!point.TryGetProperty("x", out var x) || !point.TryGetProperty("y", out var y)) return null;
            if (Number(x) is not { } left || Number(y) is not { } top) return null;
            if (text.Length > 0) text.Append(';');
            text.Append(left).Append(',').Append(top);
        }
        return text.ToString();
    }

    private static string? Joined(JsonElement numbers, char separator)
    {
        var text = new StringBuilder();
        foreach (var element in numbers.EnumerateArray())
        {
            if (Number(element) is not { } number) return null;
            if (text.Length > 0) text.Append(separator);
            text.Append(number);
        }
        return text.ToString();
    }

    private static string? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
}
