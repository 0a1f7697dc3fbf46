namespace CaptchaGrains.Api.Errors;

/// <summary>Where a refusal can come from in version 1.</summary>
[Flags]
public enum ErrorPlace
{
    /// <summary><c>in.php</c> and <c>createTask</c>.</summary>
    Submission = 1,

    /// <summary><c>res.php</c> and the other calls of version 2.</summary>
    Result = 2,

    Both = Submission | Result,
}

/// <summary>One refusal as customers see it.</summary>
/// <param name="V1">The code of <c>in.php</c> and <c>res.php</c>.</param>
/// <param name="V2Id">The <c>errorId</c> of version 2, above zero.</param>
/// <param name="V2">The <c>errorCode</c> of version 2.</param>
/// <param name="Text">One sentence for people: <c>error_text</c> in version 1, <c>errorDescription</c> in version 2.</param>
/// <param name="Where">Which calls answer it.</param>
/// <param name="When">For the documentation: what brings it about, where the sentence does not say it; null: it does.</param>
public sealed record ErrorEntry(ErrorCode Code, string V1, int V2Id, string V2, string Text, ErrorPlace Where = ErrorPlace.Both, string? When = null);
