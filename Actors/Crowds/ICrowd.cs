using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Crowds;

/// <summary>
/// The votes on one captcha of confident mode: each is a captcha of its own, which is like any other to its worker. Every step is durable before the next one, and every
/// call can be repeated.
/// </summary>
public interface ICrowd
{
    /// <summary>Goes on as far as it can: when the captcha was submitted, when a vote or the captcha has ended, and whenever somebody looks whether it still lives.</summary>
    Task Continue();

    /// <summary>May this worker have this vote? Not if he, or somebody linked to him, has or had another one.</summary>
    Task<Admission> Admit(CaptchaId vote, WorkerId worker);

    /// <summary>Where it stands.</summary>
    Task<CrowdState> View();
}

/// <param name="Workers">Those who may not have this vote, as far as is known; where one was refused.</param>
/// <param name="Clusters">The same, of linked accounts.</param>
public sealed record Admission(bool IsAdmitted, ImmutableArray<WorkerId> Workers, ImmutableArray<long> Clusters)
{
    public static Admission Yes { get; } = new(true, [], []);
}
