namespace CaptchaGrains.Core.Captchas;

/// <summary>What is solved. Stored as a small integer: never renumber.</summary>
public enum Kind : short
{
    ImageText = 1,
    Text = 2,
    Grid = 3,
    Coordinates = 4,
    Rotate = 5,
    Audio = 6,
    RecaptchaV2 = 20,
    RecaptchaV3 = 21,
    KeyCaptcha = 22,
    FunCaptcha = 23,
}

/// <summary>Whether another person can solve the same captcha again.</summary>
public enum KindFamily
{
    Answerable = 1,
    Token = 2,
}

/// <summary>Times of a kind.</summary>
/// <param name="Lease">How long one worker has.</param>
/// <param name="Lifetime">How long from submission until it ends unsolved.</param>
public sealed record KindTraits(KindFamily Family, TimeSpan Lease, TimeSpan Lifetime);

public static class Kinds
{
    private static readonly KindTraits Image = new(KindFamily.Answerable, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90));
    private static readonly KindTraits Clicks = new(KindFamily.Answerable, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(90));
    private static readonly KindTraits Reading = new(KindFamily.Answerable, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
    private static readonly KindTraits Token = new(KindFamily.Token, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(300));

    /// <summary>The longest that a captcha of any kind stays open.</summary>
    public static TimeSpan LongestLifetime => Token.Lifetime;

    public static KindTraits Traits(this Kind kind) => kind switch
    {
        Kind.ImageText or Kind.Rotate => Image,
        Kind.Grid or Kind.Coordinates => Clicks,
        Kind.Text or Kind.Audio => Reading,
        Kind.RecaptchaV2 or Kind.RecaptchaV3 or Kind.KeyCaptcha or Kind.FunCaptcha => Token,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };
}
