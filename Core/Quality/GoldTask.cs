using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>Stored as a small integer: never renumber.</summary>
public enum GoldOrigin : short
{
    /// <summary>Drawn or chosen by the house, which knows the answer.</summary>
    Own = 1,

    /// <summary>A captcha on which workers agreed and of which the customer said that the answer was good.</summary>
    Grown = 2,
}

public enum GoldStanding
{
    InUse = 1,

    /// <summary>Seen too often.</summary>
    WornOut = 2,

    /// <summary>Too few give its answer: it is probably not the right one, and counts against nobody.</summary>
    Doubted = 3,
}

/// <summary>A captcha of which the answer is known. Workers can't tell it from others; it is paid like any other.</summary>
/// <param name="Id">The captcha of which the image and the request are shown.</param>
/// <param name="Answer">In the canonical form of answers.</param>
/// <param name="Agreed">Views that ended with this answer.</param>
/// <param name="Differed">Views that ended with another one.</param>
public sealed record GoldTask(CaptchaId Id, Kind Kind, string Answer, GoldOrigin Origin, int Agreed = 0, int Differed = 0)
{
    /// <summary>Of those who agreed, the workers with a high rating.</summary>
    public int HighAgreed { get; init; }

    /// <summary>Of those who differed, the workers with a high rating.</summary>
    public int HighDiffered { get; init; }

    public int Views => Agreed + Differed;

    public GoldTask Seen(bool agreed) => agreed ? this with { Agreed = Agreed + 1 } : this with { Differed = Differed + 1 };

    /// <summary>
    /// Doubted: enough workers with a high rating, and more than half of them, give another answer; or surely too few of all workers give this one.
    /// </summary>
    public GoldStanding Standing(GoldOptions options) =>
        HighDiffered >= options.DoubtingHighRated && HighDiffered > HighAgreed ? GoldStanding.Doubted
        : BetaDistribution.Quantile(Agreed + 1, Differed + 1, 0.95) < options.DoubtBelow ? GoldStanding.Doubted
        : Views >= options.MostViews ? GoldStanding.WornOut
        : GoldStanding.InUse;
}
