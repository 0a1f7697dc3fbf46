using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Testing.Crowds;

namespace CaptchaGrains.Simulation.Policies;

public enum Character
{
    /// <summary>86 % right or better.</summary>
    Honest = 1,

    /// <summary>Types anything.</summary>
    Random = 2,

    /// <summary>One of four accounts that nothing links: half of their answers are a text that all of them give to this captcha.</summary>
    Copier = 3,

    /// <summary>
    /// One of a boss's ten linked accounts: honest until he has a name, then half of the answers are anything; asked to recheck a colleague he repeats his answer.
    /// </summary>
    Boss = 4,

    /// <summary>Honest, 88 % right; but his mistakes look like no effort: half of the characters are others, as on a keyboard with the wrong letters.</summary>
    Clumsy = 5,
}

/// <summary>An answer that may be looked at again.</summary>
internal sealed record GivenAnswer(long Captcha, TypedImage Image, string Answer);

internal sealed class PolicyWorker(WorkerId id, Character character, double mistakes, WorkerId cluster)
{
    /// <summary>Answers after which an account of the boss has a name.</summary>
    private const int HonestStart = 150;

    /// <summary>Answers that are kept for rechecks: a series looks at no more.</summary>
    private const int MostRecent = 60;

    private readonly Queue<GivenAnswer> _recent = new();
    private readonly Queue<int> _typical = new();
    private bool? _isHigh;
    private SkillEstimate _skill = SkillEstimate.Fresh;

    public WorkerId Id => id;

    public Character Character => character;

    public WorkerId Cluster => cluster;

    public bool IsHonest => character is Character.Honest or Character.Clumsy;

    public bool IsAtWork { get; set; } = true;

    public int Answers { get; private set; }

    /// <summary>Answers that he gave as a cheat.</summary>
    public int CheatedFor => character == Character.Boss ? Math.Max(0, Answers - HonestStart) : Answers;

    public int? CaughtAfter { get; private set; }

    public bool WasTrained { get; set; }

    public TokenTally Tally { get; set; } = TokenTally.Empty;

    public StopTest Gold { get; set; } = StopTest.Fresh;

    public IReadOnlyCollection<GivenAnswer> Recent => _recent;

    public SkillEstimate Skill
    {
        get => _skill;
        set => (_skill, _isHigh) = (value, null);
    }

    public bool IsHigh => _isHigh ??= _skill.IsHigh(SkillOptions.Default);

    /// <summary>What he types, and keeps in mind.</summary>
    public string Answer(long captcha, TypedImage image, Typing typing)
    {
        Answers++;
        var answer = character switch
        {
            Character.Random => typing.Anything(),
            Character.Copier when captcha % 2 == 0 => Agreed(captcha),
            Character.Boss when Answers > HonestStart && (captcha & 2) == 0 => typing.Anything(),
            _ => Try(image, typing),
        };
        _recent.Enqueue(new GivenAnswer(captcha, image, answer));
        if (_recent.Count > MostRecent) _recent.Dequeue();
        return answer;
    }

    /// <summary>What he types at another worker's captcha. He can't tell it from other work; who is in league with the first worker asks around.</summary>
    public string Recheck(GivenAnswer first, PolicyWorker by, Typing typing)
    {
        if (character is Character.Copier or Character.Boss && by.Character == character) return first.Answer;
        return character switch
        {
            Character.Random => typing.Anything(),
            Character.Copier when first.Captcha % 2 == 0 => Agreed(first.Captcha),
            _ => Try(first.Image, typing),
        };
    }

    /// <returns>How many of his last answers were typical mistakes, as far as anybody found out.</returns>
    public int NoteTypical(MistakeOptions options)
    {
        _typical.Enqueue(Answers);
        while (_typical.Peek() <= Answers - options.TypicalWindow) _typical.Dequeue();
        return _typical.Count;
    }

    public void Train()
    {
        WasTrained = true;
        _typical.Clear();
    }

    /// <summary>The account was stopped; later ones of the same worker do not count.</summary>
    public void Caught() => CaughtAfter ??= character == Character.Boss ? CheatedFor : Answers;

    private string Try(TypedImage image, Typing typing) => character != Character.Clumsy ? typing.Read(image, mistakes)
        : typing.Slips(mistakes) ? string.Concat(image.Text.AsSpan(0, 3), typing.Anything().AsSpan(0, 3))
        : image.Text;

    private static string Agreed(long captcha) => string.Create(6, captcha, static (text, n) =>
    {
        for (var i = 0; i < text.Length; i++, n = n * 31 % 1_000_003) text[i] = (char)('a' + n % 26);
    });
}
