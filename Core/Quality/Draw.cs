namespace CaptchaGrains.Core.Quality;

/// <summary>
/// Chance without a source of chance: numbers that follow from a secret seed and from what is drawn for, so that a decision can be made again and nobody
/// who lacks the seed foresees it. Mixed as in SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
public static class Draw
{
    public static ulong Of(ulong seed, long first, long second) => Mix(Mix(Mix(seed) ^ (ulong)first) ^ (ulong)second);

    /// <summary>True in <paramref name="perMille"/> of a thousand draws.</summary>
    /// <param name="perMille">0 … 1000.</param>
    public static bool IsOneOf(int perMille, ulong draw) => (ulong)(((UInt128)draw * 1_000) >> 64) < (ulong)perMille;

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
