using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Training;

/// <summary>Which kind of work each sort examines, and which kinds an exam grants.</summary>
public static class TrainingSorts
{
    public static ImmutableArray<TrainingSort> All { get; } = [.. Enum.GetValues<TrainingSort>()];

    /// <summary>
    /// Kinds that no sort examines, and that come with the exam as a whole. A token can be made once, so that no answer of it can be known beforehand; turning images and
    /// listening have no tasks. Skill, limits and reports judge them from the first answer on.
    /// </summary>
    public static ImmutableArray<Kind> Unexamined { get; } =
        [Kind.Rotate, Kind.Audio, Kind.RecaptchaV2, Kind.RecaptchaV3, Kind.KeyCaptcha, Kind.FunCaptcha];

    /// <summary>The kind of captcha that a task of this sort is.</summary>
    public static Kind KindOf(TrainingSort sort) => sort switch
    {
        TrainingSort.Text or TrainingSort.CaseText or TrainingSort.Digits or TrainingSort.Arithmetic => Kind.ImageText,
        TrainingSort.Squares or TrainingSort.SquareNumbers => Kind.Grid,
        TrainingSort.Points => Kind.Coordinates,
        TrainingSort.Question => Kind.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Not a sort."),
    };

    /// <summary>What whoever passed an exam of these sorts may work on: the kinds that were examined, and with all of them those that cannot be.</summary>
    public static ImmutableArray<Kind> Granted(IEnumerable<TrainingSort> examined)
    {
        var sorts = examined.Distinct().ToList();
        var kinds = sorts.Select(KindOf).Distinct();
        return [.. (sorts.Count == All.Length ? kinds.Concat(Unexamined) : kinds).Order()];
    }
}
