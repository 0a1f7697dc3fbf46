namespace CaptchaGrains.Api.Errors;

/// <summary>What a customer's program, or its author, does about a code.</summary>
internal static class ErrorAdvice
{
    private const string Correct = "Correct the request; the same one would be refused again.";
    private const string Later = "Wait, then send the same again.";
    private const string Fresh = "Submit a fresh captcha.";
    private const string Support = "Write to support.";
    private const string Manage = "Use another key, or have the rules of this one changed.";
    private const string TestOnly = "Nothing on this server; handle it as the public service documents it.";

    /// <exception cref="ArgumentOutOfRangeException">The code is new, and nobody has said yet what to do about it.</exception>
    public static string Of(ErrorCode code) => code switch
    {
        ErrorCode.WrongUserKey or ErrorCode.KeyDoesNotExist => "Check the key. Do not repeat the request: after some wrong keys your address has to wait.",
        ErrorCode.AccountSuspended => Support,
        ErrorCode.ZeroBalance => "Top up the account; stop submitting until then.",
        ErrorCode.NoSlotAvailable => "Wait 5 seconds, then send the same again, best with an idempotency key.",
        ErrorCode.ZeroFileSize or ErrorCode.TooBigFileSize or ErrorCode.ImageTypeNotSupported or ErrorCode.Upload or ErrorCode.BadInstructionImage
            or ErrorCode.SoundNotSupported => "Look at the bytes that you sent: debug_dump=1 and the test call show what arrived.",
        ErrorCode.BadParameters or ErrorCode.TaskAbsent or ErrorCode.NoSuchMethod or ErrorCode.EmptyAction or ErrorCode.PageUrl => Correct,
        ErrorCode.TaskNotSupported => "Use one of the ten kinds.",
        ErrorCode.ProxyNotSupported => "Leave the proxy out.",
        ErrorCode.DomainNotAuthorized => "Declare the site, and wait until that is confirmed.",
        ErrorCode.WrongIdFormat or ErrorCode.WrongCaptchaId => "Use the id that the submission answered, under the account that submitted it.",
        ErrorCode.CaptchaUnsolvable => "Nothing was charged. Submit it again, or a fresh captcha; if it happens often, look at your images and instructions.",
        ErrorCode.BadDuplicates => "Nothing was charged. Submit a clearer image, or ask for fewer matches or more attempts.",
        ErrorCode.GoogleKey or ErrorCode.WrongGoogleKey => "Read the site key from the page again.",
        ErrorCode.BadTokenOrPageUrl => "Find the frame in which the captcha really stands, and use its address.",
        ErrorCode.ImageBlocked or ErrorCode.TooManyBadImages or ErrorCode.BadProxy or ErrorCode.ProxyFormat or ErrorCode.ProxyConnectionFailed
            or ErrorCode.WrongFileExtension or ErrorCode.CaptchaId or ErrorCode.RotateCaptcha => TestOnly,
        ErrorCode.ReportNotRecorded => "Report sooner, and only what was solved.",
        ErrorCode.DuplicateReport => "Nothing: the first report counts.",
        ErrorCode.IpAddress => "Register the host from the machine that it names.",
        ErrorCode.TokenExpired => Fresh,
        ErrorCode.IpNotAllowed or ErrorCode.KeyKindNotAllowed => Manage,
        ErrorCode.KeyCapReached => "Wait until midnight UTC, or have the cap raised.",
        ErrorCode.IpBanned or ErrorCode.Limit1004 => "Stop, check the key, and come back when the time is over.",
        ErrorCode.MaxUserTurn => "Spread submissions out: 100 ms between two of them is enough.",
        ErrorCode.Limit1001 => "Raise the maximum rate of the key or the account.",
        ErrorCode.Limit1002 => "Top up the account.",
        ErrorCode.Limit1003 => Later,
        ErrorCode.Limit1005 => "Ask every five seconds, or with wait.",
        ErrorCode.IdempotencyMismatch => "Use a new idempotency key for a new submission.",
        ErrorCode.CallbackHostNotRegistered => "Register the host once, then submit again.",
        ErrorCode.CallbackAddressRefused => "Use an address that everybody can reach.",
        ErrorCode.TooManyCallbackHosts => "Remove a host that you do not use any more.",
        ErrorCode.NoSuchCallback => "Use the id of a captcha that was submitted with an address, after it has ended.",
        ErrorCode.SiteDenied => "Leave the site alone, or let its owner take his word back.",
        ErrorCode.TooManySites => "Wait until some are decided, or withdraw what you do not need.",
        ErrorCode.NoSuchSite => "Look with getSites under which host you declared it.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Nobody has said what to do about it."),
    };
}
