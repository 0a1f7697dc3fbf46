using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>How good a worker's tokens are, by kind. Who is not in it is as good as somebody of whom nothing is known.</summary>
/// <param name="Kinds">0 … 1, each kind once.</param>
public sealed record TokenRatings(ImmutableArray<KindRating> Kinds)
{
    /// <summary>The mean of what may be, where nothing is known.</summary>
    public const double Unknown = 0.5;

    public double Of(Kind kind)
    {
        foreach (var known in Kinds)
            if (known.Kind == kind) return known.Rating;
        return Unknown;
    }
}

public readonly record struct KindRating(Kind Kind, double Rating);
