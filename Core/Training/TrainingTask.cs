using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Training;

/// <summary>A captcha whose answer is known, by which somebody learns or is examined. Its image is kept beside it.</summary>
/// <param name="Request">As a customer would have asked.</param>
/// <param name="Truth">The right answer, in the form in which answers are kept (<see cref="AnswerForm"/>).</param>
public sealed record TrainingTask(TrainingTaskId Id, TrainingSort Sort, CaptchaRequest Request, string Truth)
{
    /// <summary>Characters of a hint.</summary>
    public const int LongestHint = 300;

    /// <summary>For part one; null: what is said of every task of this sort.</summary>
    public string? Hint { get; init; }

    /// <summary>Pixels within which a click is on the point, where the things are larger than usual; null: as everywhere.</summary>
    public double? PointPixels { get; init; }

    public bool HasImage => Sort != TrainingSort.Question;

    /// <summary>Whether an answer, as it is kept, is the right one: compared as two workers' answers would be.</summary>
    public bool IsRight(string answer) => AnswerComparison.Same(Request, Truth, answer,
        PointPixels is { } pixels ? ComparisonOptions.Default with { PointPixels = pixels, PointShare = 0 } : ComparisonOptions.Default);

    /// <summary>What is wrong with a task that somebody wants to add; null: nothing.</summary>
    public static string? Flaw(TrainingSort sort, CaptchaRequest request)
    {
        if (request.Kind != TrainingSorts.KindOf(sort)) return $"A task of the sort {sort} is a captcha of the kind {TrainingSorts.KindOf(sort)}.";
        return sort switch
        {
            TrainingSort.CaseText when !request.CaseSensitive => "In this sort the case counts: say so in the task.",
            TrainingSort.Digits when request.Numeric != NumericRule.DigitsOnly => "In this sort there are digits only: say so in the task.",
            TrainingSort.Arithmetic when !request.Math => "In this sort a sum is worked out: say so in the task.",
            TrainingSort.Question when string.IsNullOrWhiteSpace(request.Instruction) => "The question is missing.",
            TrainingSort.Squares or TrainingSort.SquareNumbers or TrainingSort.Points when string.IsNullOrWhiteSpace(request.Instruction) =>
                "What has to be clicked is missing: say it as the comment of the task.",
            _ => null,
        };
    }
}
