using CaptchaGrains.Core.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>One commit out of a small universe, so that random ones meet: four captchas, two customers, two workers, three deposits.</summary>
public sealed record Step(int What, int Captcha, int Customer, int Worker, int Variant)
{
    public static Gen<Step> Any { get; } =
        from what in Gen.Choose(0, 9)
        from captcha in Gen.Choose(1, 4)
        from customer in Gen.Choose(1, 2)
        from worker in Gen.Choose(1, 2)
        from variant in Gen.Choose(1, 2)
        select new Step(what, captcha, customer, worker, variant);

    /// <param name="offset">Added to every number, so that many histories live in one database.</param>
    public Commit ToCommit(long offset)
    {
        var captcha = Given.Captcha(offset + Captcha, offset + Customer);
        return What switch
        {
            0 or 1 => Given.Deposit(offset + Captcha, offset + Customer, captchas: Variant),
            2 or 3 or 4 or 5 => Given.Submit(captcha, fingerprint: Variant == 1 ? Customer : Customer + 10),
            6 or 7 or 8 => Given.Answer(captcha, offset + Worker, $"answer {Variant}"),
            _ => Given.GiveUp(captcha),
        };
    }
}
