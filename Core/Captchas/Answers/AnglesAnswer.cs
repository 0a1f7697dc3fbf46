namespace CaptchaGrains.Core.Captchas.Answers;

/// <summary>
/// By how much each image has to be turned. The sign is kept although −90° and 270° look the same: which way a slider was turned may count.
/// </summary>
internal static class AnglesAnswer
{
    private const int FullTurn = 360;

    public static (string? Answer, AnswerFlaw? Flaw) Check(Rotation rotation, string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw)) return (null, AnswerFlaw.Empty);
        if (WholeNumbers.Read(raw, '|', rotation.Images) is not { } angles) return (null, AnswerFlaw.NotNumbers);
        if (angles.Length < rotation.Images) return (null, AnswerFlaw.TooFew);
        if (angles.Length > rotation.Images) return (null, AnswerFlaw.TooMany);
        if (Array.Exists(angles, a => a is < -FullTurn or > FullTurn)) return (null, AnswerFlaw.OutOfRange);
        var step = Math.Max(1, rotation.Step); // a step of zero would be a captcha without an answer
        return Array.Exists(angles, a => a % step != 0) ? (null, AnswerFlaw.OffStep) : (string.Join('|', angles), null);
    }
}
