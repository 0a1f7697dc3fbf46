using System.Collections.Frozen;

namespace CaptchaGrains.Imaging.Strokes;

/// <summary>
/// Our own font of strokes: digits, capital and small letters, and the signs of arithmetic. A capital stands between 0 (top) and 100 (baseline), a small letter
/// begins at 36, a descender ends at 130. Drawn so that neighbours differ: 1 has a foot, I has serifs, l has a tail, a has two storeys.
/// </summary>
public static class StrokeFont
{
    private const string BowlRight = "M 0 68 C 0 48 10 36 26 36 C 42 36 50 50 50 68 C 50 86 42 100 26 100 C 10 100 0 88 0 68";
    private const string BowlLeft = "M 50 68 C 50 48 40 36 24 36 C 8 36 0 50 0 68 C 0 86 8 100 24 100 C 40 100 50 88 50 68";
    private const string HeadOfP = "M 0 100 L 0 0 L 32 0 C 50 0 60 11 60 28 C 60 45 50 56 32 56 L 0 56";
    private const string RoundO = "M 36 0 C 60 0 72 22 72 50 C 72 78 60 100 36 100 C 12 100 0 78 0 50 C 0 22 12 0 36 0";
    private const string ArchN = "M 0 62 C 2 46 12 36 25 36 C 39 36 46 45 46 60 L 46 100";

    private static readonly FrozenDictionary<char, Glyph> Glyphs = new Dictionary<char, string>
    {
        ['0'] = "M 29 0 C 50 0 58 25 58 50 C 58 75 50 100 29 100 C 8 100 0 75 0 50 C 0 25 8 0 29 0",
        ['1'] = "M 4 22 L 26 0 L 26 100 M 4 100 L 48 100",
        ['2'] = "M 3 26 C 3 8 15 0 29 0 C 45 0 55 11 55 27 C 55 47 38 58 0 100 L 58 100",
        ['3'] = "M 4 14 C 11 4 19 0 29 0 C 45 0 54 10 54 25 C 54 40 43 48 25 48 C 45 48 58 57 58 73 C 58 90 46 100 29 100 C 15 100 5 94 0 83",
        ['4'] = "M 44 100 L 44 0 L 0 70 L 60 70",
        ['5'] = "M 52 0 L 11 0 L 7 45 C 14 39 21 37 29 37 C 47 37 57 50 57 67 C 57 87 45 100 27 100 C 15 100 6 95 0 85",
        ['6'] = "M 50 10 C 45 3 39 0 32 0 C 11 0 0 24 0 58 C 0 84 10 100 29 100 C 46 100 56 87 56 69 C 56 51 45 40 30 40 C 15 40 4 51 1 65",
        ['7'] = "M 0 0 L 58 0 C 40 30 26 60 22 100 M 14 50 L 48 50",
        ['8'] = "M 29 47 C 13 47 5 36 5 24 C 5 9 15 0 29 0 C 43 0 53 9 53 24 C 53 36 45 47 29 47 C 11 47 0 58 0 73 C 0 90 12 100 29 100 C 46 100 58 90 58 73 C 58 58 47 47 29 47",
        ['9'] = "M 55 35 C 52 49 41 60 26 60 C 11 60 0 49 0 31 C 0 13 10 0 27 0 C 46 0 56 16 56 42 C 56 76 45 100 24 100 C 17 100 11 97 6 90",
        ['A'] = "M 0 100 L 34 0 L 68 100 M 13 64 L 55 64",
        ['B'] = "M 0 47 L 0 0 L 30 0 C 48 0 56 10 56 24 C 56 39 47 47 30 47 L 0 47 L 0 100 L 30 100 C 49 100 60 90 60 73 C 60 57 50 47 30 47",
        ['C'] = "M 62 20 C 56 7 46 0 34 0 C 12 0 0 20 0 50 C 0 80 12 100 34 100 C 46 100 56 93 62 80",
        ['D'] = "M 0 0 L 0 100 L 26 100 C 50 100 64 82 64 50 C 64 18 50 0 26 0 L 0 0",
        ['E'] = "M 54 0 L 0 0 L 0 100 L 56 100 M 0 48 L 46 48",
        ['F'] = "M 54 0 L 0 0 L 0 100 M 0 48 L 44 48",
        ['G'] = "M 62 20 C 56 7 46 0 34 0 C 12 0 0 20 0 50 C 0 80 12 100 34 100 C 52 100 64 88 64 68 L 64 56 L 38 56",
        ['H'] = "M 0 0 L 0 100 M 62 0 L 62 100 M 0 48 L 62 48",
        ['I'] = "M 0 0 L 34 0 M 17 0 L 17 100 M 0 100 L 34 100",
        ['J'] = "M 18 0 L 46 0 L 46 70 C 46 90 37 100 23 100 C 9 100 2 92 0 78",
        ['K'] = "M 0 0 L 0 100 M 58 0 L 0 60 M 20 40 L 60 100",
        ['L'] = "M 0 0 L 0 100 L 52 100",
        ['M'] = "M 0 100 L 6 0 L 40 66 L 74 0 L 80 100",
        ['N'] = "M 0 100 L 0 0 L 62 100 L 62 0",
        ['O'] = RoundO,
        ['P'] = HeadOfP,
        ['Q'] = RoundO + " M 42 72 L 74 108",
        ['R'] = HeadOfP + " M 30 56 L 62 100",
        ['S'] = "M 56 18 C 51 6 41 0 29 0 C 13 0 3 9 3 24 C 3 40 16 45 30 49 C 46 53 59 59 59 75 C 59 91 46 100 29 100 C 15 100 4 93 0 80",
        ['T'] = "M 0 0 L 64 0 M 32 0 L 32 100",
        ['U'] = "M 0 0 L 0 66 C 0 88 12 100 31 100 C 50 100 62 88 62 66 L 62 0",
        ['V'] = "M 0 0 L 33 100 L 66 0",
        ['W'] = "M 0 0 L 20 100 L 44 22 L 68 100 L 88 0",
        ['X'] = "M 0 0 L 62 100 M 62 0 L 0 100",
        ['Y'] = "M 0 0 L 32 48 L 64 0 M 32 48 L 32 100",
        ['Z'] = "M 2 0 L 60 0 L 0 100 L 62 100",
        ['a'] = "M 5 46 C 11 39 18 36 27 36 C 41 36 48 44 48 57 L 48 100 M 48 64 C 30 64 0 65 0 83 C 0 94 9 100 20 100 C 34 100 48 92 48 76",
        ['b'] = "M 0 0 L 0 100 " + BowlRight,
        ['c'] = "M 46 48 C 41 40 34 36 26 36 C 10 36 0 49 0 68 C 0 87 10 100 26 100 C 34 100 41 96 46 88",
        ['d'] = "M 50 0 L 50 100 " + BowlLeft,
        ['e'] = "M 1 66 L 50 66 C 50 48 41 36 26 36 C 10 36 0 49 0 68 C 0 87 10 100 27 100 C 36 100 43 96 48 89",
        ['f'] = "M 40 4 C 36 1 32 0 28 0 C 18 0 14 7 14 18 L 14 100 M 0 38 L 34 38",
        ['g'] = "M 48 36 L 48 104 C 48 122 39 130 24 130 C 14 130 7 127 2 121 M 48 68 C 48 48 39 36 24 36 C 8 36 0 50 0 67 C 0 84 8 98 24 98 C 39 98 48 88 48 68",
        ['h'] = "M 0 0 L 0 100 " + ArchN,
        ['i'] = "M 0 36 L 10 36 L 10 100 M 10 9 L 10 13",
        ['j'] = "M 8 36 L 20 36 L 20 110 C 20 124 12 130 0 129 M 20 9 L 20 13",
        ['k'] = "M 0 0 L 0 100 M 42 36 L 0 76 M 16 62 L 44 100",
        ['l'] = "M 0 0 L 0 84 C 0 95 7 101 18 99",
        ['m'] = "M 0 36 L 0 100 M 0 60 C 2 45 10 36 20 36 C 31 36 36 44 36 58 L 36 100 M 36 60 C 38 45 46 36 56 36 C 67 36 72 44 72 58 L 72 100",
        ['n'] = "M 0 36 L 0 100 " + ArchN,
        ['o'] = "M 26 36 C 43 36 52 50 52 68 C 52 86 43 100 26 100 C 9 100 0 86 0 68 C 0 50 9 36 26 36",
        ['p'] = "M 0 36 L 0 130 " + BowlRight,
        ['q'] = "M 50 36 L 50 130 " + BowlLeft,
        ['r'] = "M 0 36 L 0 100 M 0 64 C 3 46 14 34 32 40",
        ['s'] = "M 42 47 C 37 39 30 36 22 36 C 10 36 3 42 3 52 C 3 63 12 66 22 68 C 34 70 44 74 44 84 C 44 95 34 100 22 100 C 11 100 4 96 0 88",
        ['t'] = "M 14 12 L 14 84 C 14 95 19 100 28 100 C 32 100 35 99 38 97 M 0 38 L 34 38",
        ['u'] = "M 0 36 L 0 76 C 0 92 8 100 21 100 C 34 100 46 90 46 72 M 46 36 L 46 100",
        ['v'] = "M 0 36 L 25 100 L 50 36",
        ['w'] = "M 0 36 L 18 100 L 36 50 L 54 100 L 72 36",
        ['x'] = "M 0 36 L 46 100 M 46 36 L 0 100",
        ['y'] = "M 0 36 L 26 98 M 50 36 L 26 98 C 20 115 14 130 0 129",
        ['z'] = "M 1 36 L 44 36 L 0 100 L 46 100",
        ['+'] = "M 0 60 L 48 60 M 24 36 L 24 84",
        ['-'] = "M 0 60 L 44 60",
        ['×'] = "M 0 40 L 40 80 M 40 40 L 0 80",
        ['='] = "M 0 48 L 48 48 M 0 72 L 48 72",
        ['?'] = "M 0 22 C 2 7 12 0 25 0 C 41 0 50 9 50 23 C 50 36 42 42 34 49 C 27 55 24 60 24 72 M 24 96 L 24 99",
    }.ToFrozenDictionary(g => g.Key, g => Make(g.Value));

    /// <summary>The characters that can be drawn.</summary>
    public static IReadOnlyCollection<char> Characters => Glyphs.Keys;

    /// <exception cref="ArgumentException">The font has no such character.</exception>
    public static Glyph Of(char character) =>
        Glyphs.TryGetValue(character, out var glyph) ? glyph : throw new ArgumentException($"The font has no '{character}'.", nameof(character));

    private static Glyph Make(string path)
    {
        var strokes = StrokePath.Read(path);
        return new Glyph(strokes.SelectMany(s => s).Max(p => p.X), strokes);
    }
}
