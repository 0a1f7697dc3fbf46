using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Sites;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.V2;

/// <summary>A reply of version 2, before it is written.</summary>
internal abstract record V2Reply
{
    public static V2Reply Of(Refusal refusal) => new Refused(refusal);

    public static V2Reply Of(ErrorCode code) => new Refused(new Refusal(code));

    /// <summary>For the metrics.</summary>
    public virtual string Code => "OK";

    public sealed record Refused(Refusal Refusal) : V2Reply
    {
        public override string Code => Refusal.Entry.V2;
    }

    public sealed record Accepted(CaptchaId Id) : V2Reply;

    public sealed record Processing : V2Reply
    {
        public override string Code => "processing";
    }

    /// <param name="Captcha">Solved.</param>
    public sealed record Ready(CaptchaView Captcha) : V2Reply;

    public sealed record Reported : V2Reply;

    public sealed record Site(SiteView View) : V2Reply;

    public sealed record Sites(ImmutableArray<SiteView> All) : V2Reply;

    public sealed record Balance(Money Amount) : V2Reply;
}
