namespace CaptchaGrains.Actors.Ports;

/// <summary>Which records of the audit log are looked for: all, or those of one subject, one actor or one act. One at a time, because each has an index of its own.</summary>
/// <param name="Text">Exactly this; ignored where <paramref name="By"/> is <see cref="AuditField.Nothing"/>.</param>
public sealed record AuditFilter(AuditField By, string Text)
{
    public static AuditFilter None { get; } = new(AuditField.Nothing, "");
}

public enum AuditField
{
    Nothing = 0,
    Subject = 1,
    Actor = 2,
    Act = 3,
}
