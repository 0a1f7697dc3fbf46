namespace CaptchaGrains.Core.Training;

/// <summary>What a task trains, in the order in which the tasks of a part come. Stored as a small integer: never renumber.</summary>
public enum TrainingSort : short
{
    /// <summary>Typing text from an image.</summary>
    Text = 1,

    /// <summary>The same, with capital and small letters.</summary>
    CaseText = 2,

    /// <summary>The same, digits only.</summary>
    Digits = 3,

    /// <summary>Typing the result of a sum in an image.</summary>
    Arithmetic = 4,

    /// <summary>Clicking the squares with a thing.</summary>
    Squares = 5,

    /// <summary>Typing the numbers of such squares.</summary>
    SquareNumbers = 6,

    /// <summary>Clicking points in an image.</summary>
    Points = 7,

    /// <summary>Answering a question.</summary>
    Question = 8,
}

/// <summary>The two parts of a training. Stored as a small integer: never renumber.</summary>
public enum TrainingPart : short
{
    /// <summary>With a hint and the right answer.</summary>
    One = 1,

    /// <summary>Without help: each answer has to be right.</summary>
    Exam = 2,
}
