namespace CaptchaGrains.Core.Training;

/// <summary>How long the parts are.</summary>
/// <param name="PartOnePerSort">Tasks of each sort, 1 … 10.</param>
/// <param name="ExamPerSort">Tasks of each sort, 1 … 10. Two, so that guessing or luck with one does not pass.</param>
public sealed record TrainingOptions(int PartOnePerSort = 1, int ExamPerSort = 2)
{
    public static TrainingOptions Default { get; } = new();

    public int PerSort(TrainingPart part) => part == TrainingPart.One ? PartOnePerSort : ExamPerSort;
}
