using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Api.Limits;

/// <summary>What one key did of late, and why it has to wait.</summary>
internal sealed class KeyTally(LimitOptions options) : Tally
{
    private const int Minute = 60_000;
    private const int TenMinutes = 10 * Minute;

    private SlidingWindow _submissions = new(3_000, 6);
    private SlidingWindow _accepted = new(Minute, 12);
    private SlidingWindow _lowBids = new(Minute, 12);
    private SlidingWindow _noFunds = new(Minute, 12);
    private SlidingWindow _noSlots = new(Minute, 12);
    private SlidingWindow _polls = new(TenMinutes, 20);
    private SlidingWindow _captchas = new(TenMinutes, 20);
    private Block _submissionBlock;
    private Block _pollBlock;

    private readonly record struct Block(ErrorCode Code, long Until)
    {
        public ErrorCode? At(long now) => now < Until ? Code : null;
    }

    /// <param name="burst">Submissions in three seconds; 0: any number.</param>
    public ErrorCode? Submitting(int burst, long now)
    {
        lock (Gate)
        {
            if (_submissionBlock.At(now) is { } blocked) return blocked;
            if (burst == 0) return null;
            _submissions.Add(now);
            if (_submissions.Count(now) <= burst) return null;
            return Refuse(ErrorCode.MaxUserTurn, options.SubmissionsBlock, now);
        }
    }

    public void Submitted(SubmitVerdict verdict, long now)
    {
        lock (Gate)
        {
            switch (verdict)
            {
                case SubmitVerdict.Accepted:
                    _accepted.Add(now);
                    _captchas.Add(now);
                    break;
                case SubmitVerdict.NoFunds:
                    _noFunds.Add(now);
                    if (IsReached(options.NoFunds, _noFunds.Count(now))) Refuse(ErrorCode.Limit1002, options.NoFundsBlock, now);
                    break;
                case SubmitVerdict.RateAboveMaximum:
                    _lowBids.Add(now);
                    if (IsReached(options.LowBids, _lowBids.Count(now))) Refuse(ErrorCode.Limit1001, options.LowBidsBlock, now);
                    break;
                case SubmitVerdict.NoSlot:
                    _noSlots.Add(now);
                    var refused = _noSlots.Count(now);
                    if (IsReached(options.NoSlots, refused) && refused > options.NoSlotsPerCaptcha * _accepted.Count(now))
                        Refuse(ErrorCode.Limit1003, options.NoSlotsBlock, now);
                    break;
                default:
                    break;
            }
        }
    }

    /// <param name="counts">Whether this question counts.</param>
    public ErrorCode? Polling(bool counts, long now)
    {
        lock (Gate)
        {
            if (_pollBlock.At(now) is { } blocked) return blocked;
            if (!counts || options.PollsPerCaptcha == 0) return null;
            _polls.Add(now);
            if (_polls.Count(now) <= (long)options.PollsPerCaptcha * _captchas.Count(now) + options.PollAllowance) return null;
            _polls.Clear();
            _pollBlock = new Block(ErrorCode.Limit1005, now + (long)options.PollsBlock.TotalMilliseconds);
            return ErrorCode.Limit1005;
        }
    }

    private static bool IsReached(int limit, int count) => limit > 0 && count >= limit;

    /// <summary>What was counted so far led to this block, and shall not lead to the next one.</summary>
    private ErrorCode Refuse(ErrorCode code, TimeSpan time, long now)
    {
        _submissions.Clear();
        _lowBids.Clear();
        _noFunds.Clear();
        _noSlots.Clear();
        _submissionBlock = new Block(code, now + (long)time.TotalMilliseconds);
        return code;
    }
}
