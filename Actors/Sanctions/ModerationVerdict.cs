using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Sanctions;

public enum ModerationVerdict
{
    /// <summary>Durable; so is the same one again.</summary>
    Done = 1,

    /// <summary>There is no such worker, sanction or appeal, or it is somebody else's.</summary>
    Unknown = 2,

    /// <summary>Nothing of that sort can happen as things stand: such a sanction stands already, a graver one does, or none.</summary>
    NotPossible = 3,

    /// <summary>The moderator is the worker, or linked to him, or to somebody whose answer it rests on.</summary>
    Involved = 4,

    /// <summary>He decided on the sanction, or gave the answer that it rests on: another one has to judge the appeal.</summary>
    SameModerator = 5,

    /// <summary>There is an appeal, and one a sanction is all.</summary>
    AppealedBefore = 6,

    /// <summary>The sanction, or the appeal, is over; whoever was first has decided.</summary>
    Over = 7,

    /// <summary>One of the captchas was not answered by this worker.</summary>
    NotHisAnswer = 8,

    /// <summary>Others changed it at the same moment: look at it again.</summary>
    TryAgain = 9,
}

/// <param name="Sanction">As it is now; present when it is done.</param>
public sealed record ModerationResult(ModerationVerdict Verdict, Sanction? Sanction)
{
    public static ModerationResult Done(Sanction sanction) => new(ModerationVerdict.Done, sanction);

    public static ModerationResult Refused(ModerationVerdict verdict) => new(verdict, null);
}
