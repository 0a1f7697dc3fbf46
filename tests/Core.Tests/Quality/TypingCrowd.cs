using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Tests.Quality;

/// <summary>
/// A mixed crowd of 400 that types six letters and digits from images: 60 % careful workers (0.5 – 1.5 % of answers wrong on average), 28 % ordinary (3 – 6 %), 10 %
/// careless (10 – 20 %) and 2 % cheats who type anything. Mistakes are made character by character, eight times as often at one that has a twin (0 and o, 1 and
/// i …), and four of five times there end in the twin, so two workers often agree on the same wrong answer. Images differ: 80 % are clear (half of the usual
/// mistakes), 19 % are noisy (2.6 times), and 1 % are drawn so badly at one character that 30 % of all people, also of the careful ones, read the same wrong
/// one there. The marketplace is told none of these numbers.
/// </summary>
internal sealed class TypingCrowd
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly string[] Twins = ["0oqd", "1ilj", "2z", "5s", "6bg", "8b", "9gq", "uv", "vy", "nm"];

    private readonly Random _random;
    private readonly double _misdrawn;
    private readonly Worker[] _workers;

    /// <param name="misdrawn">The share of images that mislead three of ten people.</param>
    public TypingCrowd(int seed, double misdrawn = 0.01)
    {
        _misdrawn = misdrawn;
        _random = new Random(seed);
        _workers = [.. Enumerable.Range(1, 400).Select(NewWorker)];
    }

    public static AnswerLikeness Likeness { get; } = new(
        (a, b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
        (a, b) => a.Length == b.Length && a.Zip(b).All(p => p.First == p.Second || AreTwins(p.First, p.Second)));

    /// <param name="Mistakes">The share of wrong answers over all captchas, about; 1: a cheat.</param>
    /// <param name="Known">What the marketplace has seen of him.</param>
    public sealed record Worker(WorkerId Id, double Mistakes, SkillEstimate Known);

    /// <param name="Difficulty">The factor on everybody's mistakes.</param>
    /// <param name="LooksLike">What three of ten people read; null: nothing in particular.</param>
    public sealed record Image(string Text, double Difficulty, string? LooksLike);

    public Image NextImage()
    {
        var text = new string([.. Enumerable.Range(0, 6).Select(_ => Alphabet[_random.Next(Alphabet.Length)])]);
        var quality = _random.NextDouble();
        return new Image(text, quality < 0.80 ? 0.5 : 2.6, quality < 1 - _misdrawn ? null : Misdrawn(text));
    }

    /// <summary>Different workers, in a random order, as many as are asked for.</summary>
    public IEnumerable<Worker> InTurn()
    {
        var had = new HashSet<int>();
        while (had.Count < _workers.Length)
        {
            var next = _random.Next(_workers.Length);
            if (had.Add(next)) yield return _workers[next];
        }
    }

    public string Type(Worker worker, Image image)
    {
        if (worker.Mistakes >= 1) return NextImage().Text;
        if (image.LooksLike is { } other && _random.NextDouble() < 0.3) return other;
        var expected = worker.Mistakes * image.Difficulty;
        var hazards = image.Text.Select(c => HasTwin(c) ? 8.0 : 1.0).ToArray();
        var typed = image.Text.ToCharArray();
        for (var i = 0; i < typed.Length; i++)
        {
            // The average image of six has about 4 characters with a twin, hence the sum of 34.
            if (_random.NextDouble() >= Math.Min(0.6, expected * hazards[i] / 34)) continue;
            typed[i] = HasTwin(typed[i]) && _random.NextDouble() < 0.8 ? TwinOf(typed[i]) : Alphabet[_random.Next(Alphabet.Length)];
        }
        return new string(typed);
    }

    private Worker NewWorker(int id)
    {
        var mistakes = _random.NextDouble() switch
        {
            < 0.60 => Between(0.005, 0.015),
            < 0.88 => Between(0.03, 0.06),
            < 0.98 => Between(0.10, 0.20),
            _ => 1,
        };
        var known = SkillEstimate.Fresh;
        var worker = new Worker(new WorkerId(id), mistakes, known);
        // What rechecks and gold have shown: between 40 and 400 answers.
        for (var n = _random.Next(40, 400); n > 0; n--)
        {
            var image = NextImage();
            known = known.After(Likeness.Same(Type(worker, image), image.Text), 1, SkillOptions.Default);
        }
        return worker with { Known = known };
    }

    private string Misdrawn(string text)
    {
        var at = Enumerable.Range(0, text.Length).FirstOrDefault(i => HasTwin(text[i]), 0);
        var read = text.ToCharArray();
        read[at] = HasTwin(read[at]) ? TwinOf(read[at]) : '7';
        return new string(read);
    }

    private double Between(double low, double high) => low + _random.NextDouble() * (high - low);

    private static bool HasTwin(char c) => Twins.Any(t => t.Contains(c, StringComparison.Ordinal));

    private static bool AreTwins(char a, char b) =>
        Twins.Any(t => t.Contains(a, StringComparison.Ordinal) && t.Contains(b, StringComparison.Ordinal));

    private char TwinOf(char c)
    {
        var twins = string.Concat(Twins.Where(t => t.Contains(c, StringComparison.Ordinal))).Replace(c.ToString(), "", StringComparison.Ordinal);
        return twins[_random.Next(twins.Length)];
    }
}
