using System.Globalization;

namespace CaptchaGrains.Core.Training;

/// <summary>A task's number. Those that come with the product are below <see cref="FirstOwn"/>, and stay the same from version to version.</summary>
public readonly record struct TrainingTaskId(long Value)
{
    /// <summary>The first number of the tasks that operators add.</summary>
    public const long FirstOwn = 100_000;

    public bool IsShipped => Value < FirstOwn;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
