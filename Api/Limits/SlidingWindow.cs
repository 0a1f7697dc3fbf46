namespace CaptchaGrains.Api.Limits;

/// <summary>How many events the last so many milliseconds had, in slots that are forgotten one by one. Times never go back.</summary>
internal struct SlidingWindow(int milliseconds, int slots)
{
    private readonly int[] _counts = new int[slots];
    private readonly int _slotLength = milliseconds / slots;
    private long _newest;
    private int _total;

    public void Add(long now)
    {
        Advance(now);
        _counts[_newest % _counts.Length]++;
        _total++;
    }

    public int Count(long now)
    {
        Advance(now);
        return _total;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    private void Advance(long now)
    {
        var slot = now / _slotLength;
        if (slot - _newest >= _counts.Length)
        {
            Clear();
            _newest = slot;
        }
        while (_newest < slot)
        {
            _newest++;
            ref var oldest = ref _counts[_newest % _counts.Length];
            _total -= oldest;
            oldest = 0;
        }
    }
}
