using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Training;

/// <summary>One line of the list of tasks that come with the product.</summary>
/// <param name="Truth">The right answer, as answers are kept.</param>
public sealed record ShippedTask(long Id, TrainingSort Sort, string Truth)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file that people read, never part of a page
    };

    /// <summary>The file of its image; null: it has none.</summary>
    public string? Image { get; init; }

    /// <summary>What a customer would have asked, in English.</summary>
    public string? Instruction { get; init; }

    /// <summary>The same in the other languages of the pages, by their codes of two letters. The right answer is one in all of them.</summary>
    public Dictionary<string, string>? Translations { get; init; }

    /// <summary>Pixels.</summary>
    public int Width { get; init; }

    /// <summary>Pixels.</summary>
    public int Height { get; init; }

    /// <summary>Squares of a row and of a column.</summary>
    public int Squares { get; init; }

    /// <summary>Pixels within which a click is on the point.</summary>
    public double? PointPixels { get; init; }

    public TrainingTask ToTask() => new(new TrainingTaskId(Id), Sort, Request(), Truth) { PointPixels = PointPixels };

    private CaptchaRequest Request()
    {
        var request = new CaptchaRequest(TrainingSorts.KindOf(Sort)) { Instruction = Instruction, ImageWidth = Width, ImageHeight = Height };
        return Sort switch
        {
            TrainingSort.CaseText => request with { CaseSensitive = true },
            TrainingSort.Digits => request with { Numeric = NumericRule.DigitsOnly },
            TrainingSort.Arithmetic => request with { Math = true, Numeric = NumericRule.DigitsOnly },
            TrainingSort.Squares or TrainingSort.SquareNumbers => request with { Grid = new GridShape(Squares, Squares, false, null, null), Clicks = new ClickRange(1, 0) },
            TrainingSort.Points => request with { Clicks = new ClickRange(1, 0) },
            _ => request,
        };
    }
}
