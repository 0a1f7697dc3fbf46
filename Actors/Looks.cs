namespace CaptchaGrains.Actors;

/// <summary>
/// The looks of an actor at how its matter stands: one at a time, and one more for all who asked during it, because what they want to be seen may have come
/// too late for it. To be used in turns of one actor only.
/// </summary>
internal sealed class Looks
{
    private Task _underWay = Task.CompletedTask;
    private bool _again;

    public bool AreUnderWay => !_underWay.IsCompleted;

    /// <summary>Returns when a look is over that began after this call. Fails with that look, or with the one under way, after which there is no other.</summary>
    /// <param name="look">The same each time.</param>
    public Task Look(Func<Task> look)
    {
        if (!AreUnderWay) return _underWay = LookUntilNobodyAsks(look);
        _again = true;
        return _underWay;
    }

    /// <summary>The look under way is to be followed by another.</summary>
    public void Again() => _again = true;

    private async Task LookUntilNobodyAsks(Func<Task> look)
    {
        do
        {
            _again = false;
            await look();
        } while (_again);
    }
}
