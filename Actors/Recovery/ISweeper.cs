namespace CaptchaGrains.Actors.Recovery;

/// <summary>Brings open captchas back to life that lost their actor with a process.</summary>
public interface ISweeper
{
    /// <summary>Sweeps now and from now on regularly. Called at start, by a reminder, and when a silo is lost.</summary>
    Task Sweep();
}
