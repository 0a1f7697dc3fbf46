using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace CaptchaGrains.Portal.Training;

/// <summary>Every word of the training, in the language of the request. A property for each, so that a missing text does not compile.</summary>
public static class TrainingTexts
{
    private static readonly ResourceManager Resources = new("CaptchaGrains.Portal.Training.TrainingTexts", typeof(TrainingTexts).Assembly);

    public static string Nav => Get();
    public static string Title => Get();
    public static string Lead => Get();
    public static string SentBack => Get();
    public static string PassedTitle => Get();
    public static string PassedText => Get();
    public static string Work => Get();
    public static string TrainedText => Get();
    public static string PartOneTitle => Get();
    public static string PartOneText => Get();
    public static string ExamTitle => Get();
    public static string ExamText => Get();
    public static string StateNew => Get();
    public static string StateOpen => Get();
    public static string StateDone => Get();
    public static string StateFailed => Get();
    public static string StatePassed => Get();
    public static string StateLocked => Get();
    public static string BeginPartOne => Get();
    public static string AgainPartOne => Get();
    public static string BeginExam => Get();
    public static string AgainExam => Get();
    public static string GoOn => Get();
    public static string StartOver => Get();
    public static string StartOverText => Get();
    public static string SortsTitle => Get();
    public static string Step => Get();
    public static string Progress => Get();
    public static string ImageAlt => Get();
    public static string Hint => Get();
    public static string RightAnswer => Get();
    public static string AnswerLabel => Get();
    public static string AnswerNumbersHint => Get();
    public static string Send => Get();
    public static string Overview => Get();
    public static string SquareLabel => Get();
    public static string SquaresKeys => Get();
    public static string PointsLabel => Get();
    public static string PointsTyped => Get();
    public static string PointsButton => Get();
    public static string PointsKeys => Get();
    public static string PointsSet => Get();
    public static string Undo => Get();
    public static string WrongPartOne => Get();
    public static string Right => Get();
    public static string DoneTitle => Get();
    public static string DoneText => Get();
    public static string FailedTitle => Get();
    public static string FailedText => Get();
    public static string FailedGiven => Get();
    public static string FailedExpected => Get();
    public static string Flaw => Get();
    public static string FlawEmpty => Get();
    public static string FlawDigits => Get();
    public static string OutOfDate => Get();
    public static string NoTasks => Get();
    public static string SortText => Get();
    public static string SortCaseText => Get();
    public static string SortDigits => Get();
    public static string SortArithmetic => Get();
    public static string SortSquares => Get();
    public static string SortSquareNumbers => Get();
    public static string SortPoints => Get();
    public static string SortQuestion => Get();
    public static string AskText => Get();
    public static string AskCaseText => Get();
    public static string AskDigits => Get();
    public static string AskArithmetic => Get();
    public static string HintText => Get();
    public static string HintCaseText => Get();
    public static string HintDigits => Get();
    public static string HintArithmetic => Get();
    public static string HintSquares => Get();
    public static string HintSquareNumbers => Get();
    public static string HintPoints => Get();
    public static string HintQuestion => Get();

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
}
