using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Api.Limits;

/// <summary>Requests with wrong keys from one address.</summary>
internal sealed class AddressTally(LimitOptions options) : Tally
{
    private SlidingWindow _wrong = new(10 * 60_000, 20);
    private long _blockedUntil;
    private long _bannedUntil;

    public bool IsBanned(long now)
    {
        lock (Gate) return now < _bannedUntil;
    }

    /// <returns>What is answered to one more request with a wrong key.</returns>
    public ErrorCode WrongKey(long now)
    {
        lock (Gate)
        {
            var isBlocked = now < _blockedUntil;
            _wrong.Add(now);
            var count = _wrong.Count(now);
            if (options.Guesses > 0 && count >= options.Guesses)
            {
                _wrong.Clear();
                _bannedUntil = now + (long)options.GuessesBlock.TotalMilliseconds;
                return ErrorCode.IpBanned;
            }
            if (isBlocked) return ErrorCode.Limit1004;
            if (options.WrongKeys > 0 && count >= options.WrongKeys) _blockedUntil = now + (long)options.WrongKeysBlock.TotalMilliseconds;
            return ErrorCode.KeyDoesNotExist;
        }
    }
}
