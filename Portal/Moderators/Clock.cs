namespace CaptchaGrains.Portal.Moderators;

/// <summary>For the partial <c>_Clock</c>: how long something still has, or for how long it has been overdue.</summary>
public sealed record Clock(DateTimeOffset DueAt, DateTimeOffset Now)
{
    /// <summary>Less than this is little time.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(3);

    public bool IsOver => Now >= DueAt;

    public bool IsSoon => !IsOver && DueAt - Now < Soon;

    public TimeSpan Length => (DueAt - Now).Duration();
}
