using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Testing.Crowds;

namespace CaptchaGrains.Simulation.Policies;

/// <summary>
/// One day of a small marketplace for typed images under one policy: fifty honest workers (three of them clumsy), three who type anything, four copiers, a boss with ten accounts; eight
/// honest customers, of whom four report some of what they notice, and one who reports everything bad. No actors, no messages: the rules of
/// <c>Core/Reports</c> and <c>Core/Quality</c> decide over a statistical model of people, which is what makes millions of answers affordable. The same seed gives
/// every policy the same people.
/// </summary>
internal sealed class PolicyWorld
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PolicyOutcome _outcome;
    private readonly PolicyDesk _desk;
    private readonly Random _random;
    private readonly Typing _typing;
    private readonly GoldChoice _gold;
    private readonly PolicyWorker[] _workers;
    private readonly PolicyCustomer[] _customers;

    private PolicyWorld(Policy policy, int seed, PolicyOutcome outcome)
    {
        _outcome = outcome;
        _random = new Random(seed);
        _typing = new Typing(_random, misdrawn: 0.01);
        _gold = new GoldChoice((ulong)seed, GoldOptions.Default with { PerMille = policy.GoldPerMille });
        _workers = [.. Workers()];
        _customers =
        [
            .. Enumerable.Range(0, 4).Select(_ => new PolicyCustomer(complains: 0.6, praises: 0.3, isCheat: false)),
            .. Enumerable.Range(0, 4).Select(_ => new PolicyCustomer(complains: 0, praises: 0, isCheat: false)),
            new PolicyCustomer(0, 0, isCheat: true),
        ];
        _desk = new PolicyDesk(policy, _workers, _typing, _random, outcome);
    }

    public static void Run(Policy policy, int seed, int captchas, PolicyOutcome outcome)
    {
        var world = new PolicyWorld(policy, seed, outcome);
        for (var captcha = 1; captcha <= captchas; captcha++) world.Step(captcha);
        foreach (var worker in world._workers)
        {
            if (!worker.IsHonest)
            {
                outcome.Count(worker.Character, worker.CaughtAfter);
                continue;
            }
            outcome.Honest++;
            if (worker.CaughtAfter is not null) outcome.HonestSanctioned++;
            if (worker.Character == Character.Clumsy) outcome.Count(worker.Character, worker.CaughtAfter);
            if (worker.WasTrained) outcome.HonestTrained++;
        }
    }

    private void Step(long captcha)
    {
        var now = Start + captcha * Pace;
        var worker = Next();
        while (_gold.IsDue(worker.Id, worker.Answers))
        {
            DoGold(worker, captcha);
            worker = Next();
        }

        var customer = _customers[_random.Next(_customers.Length)];
        var image = _typing.Next();
        var given = new GivenAnswer(captcha, image, worker.Answer(captcha, image, _typing));
        var isRight = given.Answer == image.Text;
        _outcome.Captchas++;
        if (!isRight) _outcome.Wrong++;
        _desk.Answered(worker, customer, now);
        if (customer.Report(isRight, _random) is { } saysGood) _desk.Report(given, worker, customer, saysGood, now);
    }

    /// <summary>A known image, of which there are more than anybody sees: that a shelf may run empty is tested with the choice itself.</summary>
    private void DoGold(PolicyWorker worker, long captcha)
    {
        var image = _typing.Next() with { LooksLike = null }; // what misleads three of ten is doubted and retired
        var isRight = worker.Answer(captcha, image, _typing) == image.Text;
        _outcome.GoldTasks++;
        _outcome.Cost += PolicyDesk.Quote.Rate;
        worker.Skill = worker.Skill.After(isRight, 1, SkillOptions.Default);
        var (verdict, next) = worker.Gold.After(isRight, StopOptions.Default);
        worker.Gold = next;
        if (verdict == StopVerdict.Suspend) _desk.Suspend(worker);
    }

    private PolicyWorker Next()
    {
        PolicyWorker worker;
        do worker = _workers[_random.Next(_workers.Length)];
        while (!worker.IsAtWork);
        return worker;
    }

    private IEnumerable<PolicyWorker> Workers()
    {
        var id = 0;
        for (var i = 0; i < 47; i++)
        {
            var mistakes = i % 10 < 6 ? Between(0.005, 0.015) : i % 10 < 9 ? Between(0.03, 0.06) : Between(0.07, 0.11);
            yield return New(Character.Honest, mistakes, known: _random.Next(40, 400), cluster: id + 1);
        }
        for (var i = 0; i < 3; i++) yield return New(Character.Clumsy, 0.12, known: 200, cluster: id + 1);
        for (var i = 0; i < 3; i++) yield return New(Character.Random, 1, known: 0, cluster: id + 1);
        for (var i = 0; i < 4; i++) yield return New(Character.Copier, 0.02, known: 60, cluster: id + 1);
        var boss = id + 1;
        for (var i = 0; i < 10; i++) yield return New(Character.Boss, 0.01, known: 60, cluster: boss);

        PolicyWorker New(Character character, double mistakes, int known, int cluster)
        {
            var worker = new PolicyWorker(new WorkerId(++id), character, mistakes, new WorkerId(cluster));
            // What was seen of him before this day, when nobody cheated yet.
            for (; known > 0; known--) worker.Skill = worker.Skill.After(_random.NextDouble() >= mistakes, 1, SkillOptions.Default);
            return worker;
        }
    }

    private double Between(double low, double high) => low + _random.NextDouble() * (high - low);
}
