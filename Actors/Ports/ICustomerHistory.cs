using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// What a customer sees of his captchas, newest first. It is read along the holds of his account, of which each captcha has one: their index is there for
/// the statement anyway, so a submission pays nothing for these lists.
/// </summary>
public interface ICustomerHistory
{
    /// <summary>Captchas that one call looks through at most, so that a filter that nothing passes costs no more than this.</summary>
    const int MostLooked = 2_000;

    /// <param name="before">Only captchas submitted before the one at this place; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<CustomerPage<CustomerCaptcha>> CaptchasOf(CustomerId customer, CaptchaFilter filter, long? before, int take);

    /// <summary>How his newest captchas stand, at most <see cref="MostLooked"/> of them.</summary>
    /// <param name="since">Only those submitted at or after this time.</param>
    Task<CaptchaCounts> CountCaptchas(CustomerId customer, DateTimeOffset since);

    /// <summary>The callbacks of his captchas, without their attempts.</summary>
    /// <param name="before">Only those of captchas submitted before the one at this place; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<CustomerPage<CallbackHistory>> CallbacksOf(CustomerId customer, long? before, int take);
}

/// <param name="Kind">Null: every kind.</param>
/// <param name="Status">Queued: whatever is open. Null: every state.</param>
public sealed record CaptchaFilter(Kind? Kind, CaptchaStatus? Status);

/// <param name="Next">What to ask for <c>before</c>; null: there is nothing older.</param>
public sealed record CustomerPage<T>(ImmutableArray<T> Items, long? Next);

/// <param name="Price">What is held while it is open and was charged when it is solved; what did not happen cost nothing.</param>
/// <param name="Key">Null: it came by no key.</param>
public sealed record CustomerCaptcha(
    CaptchaId Id, Kind Kind, CaptchaStatus Status, Money Price, DateTimeOffset SubmittedAt, DateTimeOffset? EndedAt, string? Answer, ApiKeyId? Key);

public sealed record CaptchaCounts(long Open, long Solved, long Unsolvable)
{
    public long All => Open + Solved + Unsolvable;
}
