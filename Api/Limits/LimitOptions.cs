namespace CaptchaGrains.Api.Limits;

/// <summary>
/// When customers are slowed down, with the numbers of the documented API. Each gateway counts for itself, over windows that slide. A count of zero switches
/// its rule off.
/// </summary>
public sealed record LimitOptions
{
    /// <summary>No limits at all.</summary>
    public static LimitOptions None { get; } = new() { Submissions = 0, LowBids = 0, NoFunds = 0, NoSlots = 0, WrongKeys = 0, Guesses = 0, PollsPerCaptcha = 0 };

    /// <summary>MAX_USER_TURN: more submissions by one key than this in three seconds. An operator may set another number for a key; a zero there frees it of all limits.</summary>
    public int Submissions { get; init; } = 60;

    public TimeSpan SubmissionsBlock { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>1001: refusals in a minute because the bid is low.</summary>
    public int LowBids { get; init; } = 120;

    public TimeSpan LowBidsBlock { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>1002: refusals in a minute because there is no money.</summary>
    public int NoFunds { get; init; } = 120;

    public TimeSpan NoFundsBlock { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>1003: refusals in a minute because there is no slot, when they are also more than <see cref="NoSlotsPerCaptcha"/> times the captchas that were taken.</summary>
    public int NoSlots { get; init; } = 120;

    public int NoSlotsPerCaptcha { get; init; } = 3;

    public TimeSpan NoSlotsBlock { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>1004: requests with wrong keys from one address in ten minutes. Right keys are still served: the address may be shared.</summary>
    public int WrongKeys { get; init; } = 5;

    public TimeSpan WrongKeysBlock { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>IP_BANNED: so many wrong keys from one address in ten minutes are guesses. Only keys that this gateway has just served go on working from there.</summary>
    public int Guesses { get; init; } = 100;

    public TimeSpan GuessesBlock { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// 1005: calls of <c>res.php</c> in ten minutes beyond so many for each captcha and <see cref="PollAllowance"/>. Questions about the balance count, and questions
    /// about a captcha that come sooner than <see cref="PollSpacing"/> after the one before. Whoever asks every five seconds, at once after the submission, or
    /// with <c>wait</c>, never reaches it, however long his captchas take.
    /// </summary>
    public int PollsPerCaptcha { get; init; } = 20;

    public int PollAllowance { get; init; } = 1_200;

    public TimeSpan PollsBlock { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The documented five seconds, less what clocks and networks shift.</summary>
    public TimeSpan PollSpacing { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Keys, and as many addresses, that are counted at the same time, some 600 bytes each. Further ones are not limited until others have been idle.</summary>
    public int MaxCounted { get; init; } = 20_000;

    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or nothing could be counted.</exception>
    internal LimitOptions Validated()
    {
        foreach (var count in (int[])[Submissions, LowBids, NoFunds, NoSlots, NoSlotsPerCaptcha, WrongKeys, Guesses, PollsPerCaptcha, PollAllowance])
            ArgumentOutOfRangeException.ThrowIfNegative(count);
        foreach (var time in (TimeSpan[])[SubmissionsBlock, LowBidsBlock, NoFundsBlock, NoSlotsBlock, WrongKeysBlock, GuessesBlock, PollsBlock, PollSpacing])
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxCounted);
        return this;
    }
}
