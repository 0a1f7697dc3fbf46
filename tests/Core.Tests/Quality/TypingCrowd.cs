using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Testing.Crowds;

namespace CaptchaGrains.Core.Tests.Quality;

/// <summary>
/// A mixed crowd of 400 that types texts (<see cref="Typing"/>): 60 % careful workers (0.5 – 1.5 % of answers wrong), 28 % ordinary (3 – 6 %), 10 % careless
/// (10 – 20 %) and 2 % cheats who type anything. The marketplace is told none of these numbers; it has seen 40 to 400 checked answers of each.
/// </summary>
internal sealed class TypingCrowd
{
    private const int Size = 400;
    private readonly Random _random;
    private readonly Typing _typing;
    private readonly Worker[] _workers;

    public TypingCrowd(int seed, double misdrawn)
    {
        _random = new Random(seed);
        _typing = new Typing(_random, misdrawn);
        _workers = [.. Enumerable.Range(1, Size).Select(NewWorker)];
    }

    public static AnswerLikeness Likeness { get; } = new(string.Equals, Typing.LookAlike);

    /// <param name="Mistakes">The share of wrong answers, about; 1: a cheat.</param>
    /// <param name="Known">What the marketplace has seen of him.</param>
    public sealed record Worker(WorkerId Id, double Mistakes, SkillEstimate Known);

    public TypedImage NextImage() => _typing.Next();

    /// <summary>Different workers, in a random order, as many as are asked for.</summary>
    public IEnumerable<Worker> InTurn()
    {
        var had = new HashSet<int>();
        while (had.Count < Size)
        {
            var next = _random.Next(Size);
            if (had.Add(next)) yield return _workers[next];
        }
    }

    public string Type(Worker worker, TypedImage image) => worker.Mistakes >= 1 ? _typing.Anything() : _typing.Read(image, worker.Mistakes);

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
        for (var n = _random.Next(40, 400); n > 0; n--)
        {
            var image = _typing.Next();
            known = known.After(Type(worker, image) == image.Text, 1, SkillOptions.Default);
        }
        return worker with { Known = known };
    }

    private double Between(double low, double high) => low + _random.NextDouble() * (high - low);
}
