using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>The rules of the section "Work" again, as slowly and plainly as they read, in seconds since submission: what the state machine is compared with.</summary>
internal sealed class CaptchaModel
{
    private const int LeaseSeconds = 30;
    private const int LifeSeconds = 90;
    private const int Workers = 3;

    private readonly HashSet<long> _had = [];
    private int _failures;
    private long? _holder;
    private int _leaseEnd;

    public bool Ended { get; private set; }

    public long? Winner { get; private set; }

    public string? Answer { get; private set; }

    public long? Holder => _holder;

    public void PassTime(int now)
    {
        if (Ended) return;
        if (_holder is not null && now >= _leaseEnd) Fail();
        if (now >= LifeSeconds) End();
    }

    public LeaseVerdict Grant(long worker, int now)
    {
        PassTime(now);
        if (Ended) return LeaseVerdict.Ended;
        if (_holder == worker) return LeaseVerdict.Granted;
        if (_holder is not null) return LeaseVerdict.Taken;
        if (!_had.Add(worker)) return LeaseVerdict.HadBefore;
        _holder = worker;
        _leaseEnd = Math.Min(now + LeaseSeconds, LifeSeconds);
        return LeaseVerdict.Granted;
    }

    public AnswerVerdict Accept(long worker, string answer, int now, bool vouched)
    {
        var his = vouched || _had.Contains(worker);
        if (Ended)
        {
            if (Winner == worker) return Answer == answer ? AnswerVerdict.Repeated : AnswerVerdict.AnsweredDifferently;
            return his ? AnswerVerdict.LeaseOver : AnswerVerdict.NotYours;
        }
        if (!his || now >= LifeSeconds)
        {
            PassTime(now);
            return his ? AnswerVerdict.LeaseOver : AnswerVerdict.NotYours;
        }
        _had.Add(worker);
        (Winner, Answer) = (worker, answer);
        End();
        return AnswerVerdict.Accepted;
    }

    public SkipVerdict GiveBack(long worker, int now)
    {
        if (Ended || _holder != worker)
        {
            PassTime(now);
            return SkipVerdict.LeaseOver;
        }
        Fail();
        PassTime(now);
        return SkipVerdict.GivenBack;
    }

    public void Ungrant(long worker)
    {
        if (_holder != worker) return;
        _holder = null;
        _had.Remove(worker);
    }

    public void Withdraw()
    {
        if (!Ended) End();
    }

    private void Fail()
    {
        _holder = null;
        if (++_failures == Workers) End();
    }

    private void End()
    {
        Ended = true;
        _holder = null;
    }
}
