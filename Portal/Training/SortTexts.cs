using System.Globalization;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Portal.Training;

/// <summary>What is said of each sort of task, in the language of the request.</summary>
internal static class SortTexts
{
    public static string Name(TrainingSort sort) => sort switch
    {
        TrainingSort.Text => TrainingTexts.SortText,
        TrainingSort.CaseText => TrainingTexts.SortCaseText,
        TrainingSort.Digits => TrainingTexts.SortDigits,
        TrainingSort.Arithmetic => TrainingTexts.SortArithmetic,
        TrainingSort.Squares => TrainingTexts.SortSquares,
        TrainingSort.SquareNumbers => TrainingTexts.SortSquareNumbers,
        TrainingSort.Points => TrainingTexts.SortPoints,
        _ => TrainingTexts.SortQuestion,
    };

    /// <summary>What a customer says to the worker; what an operator added stays as he typed it. Null: nothing.</summary>
    public static string? Instruction(TrainingTask task) =>
        ShippedTasks.Instruction(task.Id, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? task.Request.Instruction;

    /// <summary>What a customer says to the worker, else what every task of this sort asks.</summary>
    public static string Ask(TrainingTask task) => Instruction(task) is { Length: > 0 } instruction ? instruction : task.Sort switch
    {
        TrainingSort.CaseText => TrainingTexts.AskCaseText,
        TrainingSort.Digits => TrainingTexts.AskDigits,
        TrainingSort.Arithmetic => TrainingTexts.AskArithmetic,
        _ => TrainingTexts.AskText,
    };

    public static string Hint(TrainingTask task) => task.Hint ?? task.Sort switch
    {
        TrainingSort.Text => TrainingTexts.HintText,
        TrainingSort.CaseText => TrainingTexts.HintCaseText,
        TrainingSort.Digits => TrainingTexts.HintDigits,
        TrainingSort.Arithmetic => TrainingTexts.HintArithmetic,
        TrainingSort.Squares => TrainingTexts.HintSquares,
        TrainingSort.SquareNumbers => TrainingTexts.HintSquareNumbers,
        TrainingSort.Points => TrainingTexts.HintPoints,
        _ => TrainingTexts.HintQuestion,
    };
}
