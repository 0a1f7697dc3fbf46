namespace CaptchaGrains.Core.Captchas.Answers;

/// <summary>What the provider's script gave to the worker's browser.</summary>
internal static class TokenAnswer
{
    /// <summary>Of outer white space, which a clipboard likes to bring along.</summary>
    private const int MostSpace = 100;

    public static (string? Answer, AnswerFlaw? Flaw) Check(Kind kind, string? raw)
    {
        if (raw is { Length: > AnswerForm.LongestToken + MostSpace }) return (null, AnswerFlaw.TooLong);
        var token = raw?.Trim() ?? "";
        if (token.Length == 0) return (null, AnswerFlaw.Empty);
        if (token.Any(c => c is <= ' ' or > '~')) return (null, AnswerFlaw.NotAToken);
        if (token.Length < AnswerForm.ShortestToken) return (null, AnswerFlaw.TooShort);
        if (token.Length > AnswerForm.LongestToken) return (null, AnswerFlaw.TooLong);
        // "17f0…|r=eu-west-1|…": the session, then its fields.
        if (kind == Kind.FunCaptcha && !token.Contains('|', StringComparison.Ordinal)) return (null, AnswerFlaw.NotAToken);
        return (token, null);
    }
}
