using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>A captcha that was just submitted, and short names for what happens to it.</summary>
internal static class CaptchaSample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly CustomerId Customer = new(7);
    public static readonly Quote Terms = new(new Money(140_000), new Money(70_000));

    public static CaptchaState New(Kind kind = Kind.ImageText) => new()
    {
        Id = new CaptchaId(1),
        Customer = Customer,
        Request = new CaptchaRequest(kind),
        Quote = Terms,
        SubmittedAt = Start,
    };

    public static DateTimeOffset At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    public static WorkerId Worker(long number) => new(number);

    public static CaptchaState GrantedTo(this CaptchaState captcha, long worker, double seconds) =>
        Only(captcha.Grant(Worker(worker), At(seconds)), LeaseVerdict.Granted);

    public static CaptchaState AnsweredBy(this CaptchaState captcha, long worker, string answer, double seconds) =>
        Only(captcha.Accept(Worker(worker), answer, At(seconds)), AnswerVerdict.Accepted);

    public static CaptchaState GivenBackBy(this CaptchaState captcha, long worker, AttemptEnd why, double seconds) =>
        Only(captcha.GiveBack(Worker(worker), why, At(seconds)), SkipVerdict.GivenBack);

    public static ImmutableArray<(long Worker, AttemptEnd End)> Ends(this CaptchaState captcha) =>
        [.. captcha.Attempts.Select(a => (a.Worker.Value, a.End))];

    private static CaptchaState Only<T>((T Verdict, CaptchaState Next) outcome, T expected) where T : struct, Enum =>
        outcome.Verdict.Equals(expected) ? outcome.Next : throw new InvalidOperationException($"{outcome.Verdict} instead of {expected}");
}
