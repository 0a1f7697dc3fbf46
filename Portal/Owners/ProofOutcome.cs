namespace CaptchaGrains.Portal.Owners;

/// <summary>What came of looking for a statement.</summary>
/// <param name="Place">Where it was found; null: nowhere.</param>
/// <param name="Flaw">What was wrong with the file; present when it was found nowhere.</param>
public readonly record struct ProofOutcome(string? Place, ProofFlaw? Flaw)
{
    public static ProofOutcome At(string place) => new(place, null);

    public static ProofOutcome Not(ProofFlaw flaw) => new(null, flaw);
}

/// <summary>Why the file of a site proves nothing. No TXT record does, either, when one of these is answered.</summary>
public enum ProofFlaw
{
    /// <summary>There is no such file, or nobody answers there.</summary>
    NoFile = 1,

    /// <summary>The name leads to an address that is not for everyone, or the file is redirected to one.</summary>
    PrivateAddress = 2,

    /// <summary>The file is redirected out of the domain, to another port or scheme, or more than three times.</summary>
    Redirected = 3,

    /// <summary>It says that it is something else than plain text.</summary>
    NotText = 4,

    /// <summary>The line is not in its first 64 kB, and it is longer.</summary>
    TooLong = 5,

    /// <summary>It did not come within ten seconds.</summary>
    TooSlow = 6,

    /// <summary>It is there, and the line is not in it.</summary>
    NotInIt = 7,

    /// <summary>Too many proofs are looked for at the moment.</summary>
    Busy = 8,
}

internal static class ProofFlaws
{
    public static string Word(this ProofFlaw flaw) => flaw switch
    {
        ProofFlaw.NoFile => "no_file",
        ProofFlaw.PrivateAddress => "private_address",
        ProofFlaw.Redirected => "redirected",
        ProofFlaw.NotText => "not_text",
        ProofFlaw.TooLong => "too_long",
        ProofFlaw.TooSlow => "too_slow",
        ProofFlaw.NotInIt => "not_in_it",
        _ => "busy",
    };

    public static string Sentence(this ProofFlaw flaw) => flaw switch
    {
        ProofFlaw.NoFile => "there is no such file, or nobody answers there",
        ProofFlaw.PrivateAddress => "its address is not one that everybody can reach",
        ProofFlaw.Redirected => "it is redirected out of the domain, to another port or scheme, or too often",
        ProofFlaw.NotText => "it is not plain text",
        ProofFlaw.TooLong => "the line is not in its first 64 kB",
        ProofFlaw.TooSlow => "it did not come within ten seconds",
        ProofFlaw.NotInIt => "the line is not in it",
        _ => "too many proofs are looked for at the moment",
    };
}
