using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>How good a worker's tokens are: by kind, and for reCAPTCHA V3 by domain. Who is not in it is as good as somebody of whom nothing is known.</summary>
/// <param name="Kinds">0 … 1, each kind once.</param>
/// <param name="Domains">0 … 1, each domain once; at most <see cref="MostDomains"/>.</param>
public sealed record TokenRatings(ImmutableArray<KindRating> Kinds, ImmutableArray<DomainShare> Domains)
{
    /// <summary>An offer is sent every few seconds and stays small; beyond the domains that were reported last, the overall rating counts.</summary>
    public const int MostDomains = 32;

    /// <summary>The mean of what may be, where nothing is known.</summary>
    public const double Unknown = 0.5;

    /// <param name="domain">Counts for <see cref="Kind.RecaptchaV3"/> only.</param>
    public double Of(Kind kind, string? domain)
    {
        if (kind == Kind.RecaptchaV3 && domain is not null)
            foreach (var known in Domains)
                if (known.Domain == domain) return known.Rating;
        foreach (var known in Kinds)
            if (known.Kind == kind) return known.Rating;
        return Unknown;
    }
}

public readonly record struct KindRating(Kind Kind, double Rating);

public readonly record struct DomainShare(string Domain, double Rating);
