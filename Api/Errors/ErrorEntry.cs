namespace CaptchaGrains.Api.Errors;

/// <summary>One refusal as customers see it.</summary>
/// <param name="V1">The code of <c>in.php</c> and <c>res.php</c>.</param>
/// <param name="V2Id">The <c>errorId</c> of version 2, above zero.</param>
/// <param name="V2">The <c>errorCode</c> of version 2.</param>
/// <param name="Text">One sentence for people: <c>error_text</c> in version 1, <c>errorDescription</c> in version 2.</param>
public sealed record ErrorEntry(ErrorCode Code, string V1, int V2Id, string V2, string Text);
