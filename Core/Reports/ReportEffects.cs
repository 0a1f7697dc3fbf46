namespace CaptchaGrains.Core.Reports;

/// <summary>What a step of a report brings about. Stored as a number: never renumber.</summary>
[Flags]
public enum ReportEffects
{
    None = 0,

    /// <summary>The captcha goes to a second worker, by whom it is paid like any other.</summary>
    Recheck = 1 << 0,

    /// <summary>The customer gets the whole price back, from the house.</summary>
    Refund = 1 << 1,

    /// <summary>The first worker has one incorrect answer more.</summary>
    CountIncorrect = 1 << 2,

    /// <summary>… and one less again.</summary>
    ForgiveIncorrect = 1 << 3,

    /// <summary>The first worker's skill has evidence of a right answer.</summary>
    EvidenceRight = 1 << 4,

    /// <summary>The first worker's skill has evidence of a wrong answer.</summary>
    EvidenceWrong = 1 << 5,

    /// <summary>Other recent answers of the first worker go to second workers.</summary>
    FollowUp = 1 << 6,

    /// <summary>The first worker gets no paid work until a moderator decides; he keeps his money.</summary>
    Suspend = 1 << 7,

    /// <summary>The suspension ends.</summary>
    Lift = 1 << 8,

    /// <summary>The first worker gets no paid work until he has passed the training again; he keeps his money.</summary>
    Train = 1 << 9,

    /// <summary>The first worker gets no paid work any more; he keeps his money.</summary>
    Ban = 1 << 10,

    /// <summary>It is known now whether the second worker's answer was right, and his skill has evidence of that.</summary>
    EvidenceOfSecond = 1 << 11,
}
