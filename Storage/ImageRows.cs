namespace CaptchaGrains.Storage;

/// <summary>Whose images may go, the same on every engine.</summary>
internal static class ImageRows
{
    /// <summary>A condition on a row <c>c</c> of captchas that are due: it has ended, no report of it goes on or waits for a moderator, and it is no gold task that grows or is in use.</summary>
    /// <param name="yes">How the engine writes that a report moves.</param>
    public static string IsFree(string yes) => $"""
        c.status <> 1
          AND NOT EXISTS (SELECT 1 FROM report_state AS r WHERE r.captcha = c.id AND (r.moves = {yes} OR r.status IN ({ReportRows.Awaiting})))
          AND NOT EXISTS (SELECT 1 FROM gold AS g WHERE g.id = c.id AND g.state IN (1, 2))
        """;
}
