using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.Tests;

/// <summary>Commits as actors make them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly Quote Price = new(new Money(140_000), new Money(60_000));
    public static readonly StoredImage Image = new("image/png", [1, 2, 3, 0, 255]);

    public static CustomerId Customer(long number) => new(number);

    public static WorkerId Worker(long number) => new(number);

    /// <summary>Enough money for so many captchas, and not for one more.</summary>
    public static TransferCommit Deposit(long operation, long customer, int captchas) =>
        new(Charge.Deposit(operation, Customer(customer), Price.Price.Times(captchas)), Noon);

    public static CaptchaState Captcha(long id, long customer = 1, DateTimeOffset? at = null) => new()
    {
        Id = new CaptchaId(id),
        Customer = Customer(customer),
        Request = new CaptchaRequest(Kind.ImageText) { CaseSensitive = true, Instruction = "красные буквы", Numeric = NumericRule.LettersOnly, MaxLength = 6 },
        Quote = Price,
        SubmittedAt = at ?? Noon,
    };

    public static SubmitCommit Submit(CaptchaState captcha, long? fingerprint = null) =>
        SubmitCommit.Of(captcha, new CaptchaImages(Image, null), fingerprint ?? captcha.Id.Value * 31);

    public static EndCommit Answer(CaptchaState captcha, long worker = 7, string answer = "W9H5K") =>
        EndCommit.Of(captcha.Grant(Worker(worker), captcha.SubmittedAt.AddSeconds(1)).Next
            .Accept(Worker(worker), answer, captcha.SubmittedAt.AddSeconds(5)).Next);

    /// <summary>Two workers had it and gave it back; it ended when its time was over.</summary>
    public static EndCommit GiveUp(CaptchaState captcha)
    {
        var at = captcha.SubmittedAt;
        var first = captcha.Grant(Worker(7), at.AddSeconds(1)).Next.GiveBack(Worker(7), AttemptEnd.Unreadable, at.AddSeconds(2)).Next;
        return EndCommit.Of(first.Grant(Worker(8), at.AddSeconds(3)).Next.Advance(at.AddSeconds(90)));
    }

    public static ImmutableArray<long> Amounts(this ImmutableArray<Actors.Ports.StatementEntry> entries) => [.. entries.Select(e => e.Amount.Nanos)];
}
