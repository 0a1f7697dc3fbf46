using System.Collections.Immutable;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Sanctions;

/// <summary>A worker before a moderator.</summary>
/// <param name="IsInvolved">The moderator himself, or somebody linked to him: he may not do anything to this one.</param>
/// <param name="Incorrect">Answers that were found to be incorrect and not forgiven.</param>
/// <param name="Typical">Typical mistakes that count towards a training.</param>
/// <param name="Sanctions">The newest first; at most <see cref="MostSanctions"/>.</param>
public sealed record WorkerFile(WorkerView View, bool IsInvolved, long Incorrect, long Typical, ImmutableArray<Sanction> Sanctions)
{
    public const int MostSanctions = 100;
}
