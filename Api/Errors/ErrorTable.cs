using System.Collections.Immutable;

namespace CaptchaGrains.Api.Errors;

/// <summary>
/// Every code that the customer API answers, in one place: replies are written from it, and so is the documentation. The ids of version 2 are
/// the public ones; 200 and above are our own, also for public codes of version 1 that have no id.
/// </summary>
public static class ErrorTable
{
    private const string SandboxOnly = "This server never finds it; the sandbox can answer it.";

    public static ImmutableArray<ErrorEntry> All { get; } =
    [
        new(ErrorCode.WrongUserKey, "ERROR_WRONG_USER_KEY", 1, "ERROR_KEY_DOES_NOT_EXIST",
            "The API key is not 32 letters and digits."),
        new(ErrorCode.KeyDoesNotExist, "ERROR_KEY_DOES_NOT_EXIST", 1, "ERROR_KEY_DOES_NOT_EXIST",
            "There is no such API key, or it was revoked."),
        new(ErrorCode.AccountSuspended, "ERROR_ACCOUNT_SUSPENDED", 55, "ERROR_ACCOUNT_SUSPENDED",
            "The account is suspended; its support page says why."),
        new(ErrorCode.ZeroBalance, "ERROR_ZERO_BALANCE", 10, "ERROR_ZERO_BALANCE",
            "The balance does not cover this captcha.", ErrorPlace.Submission),
        new(ErrorCode.NoSlotAvailable, "ERROR_NO_SLOT_AVAILABLE", 2, "ERROR_NO_SLOT_AVAILABLE",
            "Nothing was accepted and nothing is charged: the queue is full, your maximum rate is below the current one, or the service is interrupted. Try again in 5 seconds."),
        new(ErrorCode.ZeroFileSize, "ERROR_ZERO_CAPTCHA_FILESIZE", 3, "ERROR_ZERO_CAPTCHA_FILESIZE",
            "The image or sound has fewer than 100 bytes.", ErrorPlace.Submission),
        new(ErrorCode.TooBigFileSize, "ERROR_TOO_BIG_CAPTCHA_FILESIZE", 4, "ERROR_TOO_BIG_CAPTCHA_FILESIZE",
            "The image is above 600 kB, 1000 pixels a side or 100 frames, or would unpack to far more than it says; the sound is above 1 MB, or the whole request above 2 MB (9 MB for in.php).", ErrorPlace.Submission),
        new(ErrorCode.ImageTypeNotSupported, "ERROR_IMAGE_TYPE_NOT_SUPPORTED", 15, "ERROR_IMAGE_TYPE_NOT_SUPPORTED",
            "The bytes are not a JPEG, PNG or GIF image, whatever the file is called.", ErrorPlace.Submission),
        new(ErrorCode.Upload, "ERROR_UPLOAD", 110, "ERROR_BAD_PARAMETERS",
            "There is no image or sound in the request, its base64 is broken, or the request body cannot be read; compressed ones are not.", ErrorPlace.Submission),
        new(ErrorCode.BadInstructionImage, "ERROR_BAD_PARAMETERS", 115, "ERROR_BAD_IMGINSTRUCTIONS",
            "The instruction image is not a JPEG, PNG or GIF of 100 bytes to 100 kB and at most 1000 pixels a side.", ErrorPlace.Submission),
        new(ErrorCode.BadParameters, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "A parameter is missing, malformed or out of its range."),
        new(ErrorCode.PageUrl, "ERROR_PAGEURL", 5, "ERROR_PAGEURL",
            "The address of the page is missing, or holds no web host.", ErrorPlace.Submission),
        new(ErrorCode.DomainNotAuthorized, "ERROR_DOMAIN_NOT_AUTHORIZED", 200, "ERROR_DOMAIN_NOT_AUTHORIZED",
            "Captchas of this domain are not served to you: its owner opted out, it is on the deny list, or you have no confirmed authorisation for it.", ErrorPlace.Submission),
        new(ErrorCode.TaskAbsent, "ERROR_BAD_PARAMETERS", 22, "ERROR_TASK_ABSENT",
            "The request has no task object.", ErrorPlace.Submission),
        new(ErrorCode.TaskNotSupported, "ERROR_BAD_PARAMETERS", 23, "ERROR_TASK_NOT_SUPPORTED",
            "Captchas of this kind are not served here.", ErrorPlace.Submission),
        new(ErrorCode.NoSuchMethod, "ERROR_BAD_PARAMETERS", 14, "ERROR_NO_SUCH_METHOD",
            "There is no such method; calls of version 2 are POST requests."),
        new(ErrorCode.EmptyAction, "ERROR_EMPTY_ACTION", 14, "ERROR_NO_SUCH_METHOD",
            "The action is missing, or this server does not know it.", ErrorPlace.Result),
        new(ErrorCode.WrongIdFormat, "ERROR_WRONG_ID_FORMAT", 16, "ERROR_NO_SUCH_CAPCHA_ID",
            "The captcha id is not a decimal number.", ErrorPlace.Result),
        new(ErrorCode.WrongCaptchaId, "ERROR_WRONG_CAPTCHA_ID", 16, "ERROR_NO_SUCH_CAPCHA_ID",
            "You have no captcha with this id.", ErrorPlace.Result),
        new(ErrorCode.CaptchaUnsolvable, "ERROR_CAPTCHA_UNSOLVABLE", 12, "ERROR_CAPTCHA_UNSOLVABLE",
            "Three workers could not solve it, or nobody did in time; it costs nothing.", ErrorPlace.Result),
        new(ErrorCode.WrongFileExtension, "ERROR_WRONG_FILE_EXTENSION", 15, "ERROR_IMAGE_TYPE_NOT_SUPPORTED",
            "The file is not called .jpg, .jpeg, .png or .gif.", ErrorPlace.Submission, "Never: images are judged by their bytes. The sandbox can answer it."),
        new(ErrorCode.SoundNotSupported, "ERROR_IMAGE_TYPE_NOT_SUPPORTED", 15, "ERROR_IMAGE_TYPE_NOT_SUPPORTED",
            "The bytes are not an MP3 sound.", ErrorPlace.Submission),
        new(ErrorCode.GoogleKey, "ERROR_GOOGLEKEY", 31, "ERROR_RECAPTCHA_INVALID_SITEKEY",
            "The site key is blank or malformed: it has 20 to 100 letters, digits, dashes and underscores.", ErrorPlace.Submission),
        new(ErrorCode.WrongGoogleKey, "ERROR_WRONG_GOOGLEKEY", 31, "ERROR_RECAPTCHA_INVALID_SITEKEY",
            "The site key is missing.", ErrorPlace.Submission),
        new(ErrorCode.BadTokenOrPageUrl, "ERROR_BAD_TOKEN_OR_PAGEURL", 31, "ERROR_RECAPTCHA_INVALID_SITEKEY",
            "The site key does not belong to this page; look for a frame of another host.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.ImageBlocked, "ERROR_CAPTCHAIMAGE_BLOCKED", 201, "ERROR_CAPTCHAIMAGE_BLOCKED",
            "This image is known as one that nobody can solve.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.TooManyBadImages, "TOO_MANY_BAD_IMAGES", 202, "ERROR_TOO_MANY_BAD_IMAGES",
            "You have sent too many images that nobody can read.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.ProxyNotSupported, "ERROR_BAD_PARAMETERS", 23, "ERROR_TASK_NOT_SUPPORTED",
            "Captchas are solved without your proxy: leave the proxy parameters out, or use the type that ends in Proxyless.", ErrorPlace.Submission),
        new(ErrorCode.BadProxy, "ERROR_BAD_PROXY", 130, "ERROR_BAD_PROXY",
            "The proxy does not work.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.ProxyFormat, "ERROR_PROXY_FORMAT", 203, "ERROR_PROXY_FORMAT",
            "The proxy is not written as login:password@host:port.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.ProxyConnectionFailed, "ERROR_PROXY_CONNECTION_FAILED", 204, "ERROR_PROXY_CONNECTION_FAILED",
            "The proxy could not be reached.", ErrorPlace.Result, SandboxOnly),
        new(ErrorCode.BadDuplicates, "ERROR_BAD_DUPLICATES", 13, "ERROR_BAD_DUPLICATES",
            "In confident mode several workers answered, and too few of them the same; it costs nothing.", ErrorPlace.Result),
        new(ErrorCode.ReportNotRecorded, "ERROR_REPORT_NOT_RECORDED", 205, "ERROR_REPORT_NOT_RECORDED",
            "Only a solved captcha can be reported, within 15 minutes of its submission.", ErrorPlace.Result),
        new(ErrorCode.DuplicateReport, "ERROR_DUPLICATE_REPORT", 206, "ERROR_DUPLICATE_REPORT",
            "This captcha was reported before; the first report stands.", ErrorPlace.Result),
        new(ErrorCode.IpAddress, "ERROR_IP_ADDRES", 207, "ERROR_IP_ADDRES",
            "A callback host is registered from the address that it resolves to.", ErrorPlace.Result),
        new(ErrorCode.TokenExpired, "ERROR_TOKEN_EXPIRED", 208, "ERROR_TOKEN_EXPIRED",
            "The challenge had expired when the worker opened it; send a fresh one.", ErrorPlace.Result, SandboxOnly),
        new(ErrorCode.CaptchaId, "ERROR_CAPTCHA_ID", 110, "ERROR_BAD_PARAMETERS",
            "The captcha's own id is wrong.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.RotateCaptcha, "ERROR_ROTATECAPTCHA", 110, "ERROR_BAD_PARAMETERS",
            "The image to rotate was not accepted.", ErrorPlace.Submission, SandboxOnly),
        new(ErrorCode.IpNotAllowed, "ERROR_IP_NOT_ALLOWED", 11, "ERROR_IP_NOT_ALLOWED",
            "The rules of this API key do not allow your address."),
        new(ErrorCode.IpBanned, "IP_BANNED", 21, "ERROR_IP_BLOCKED",
            "100 requests with wrong keys from your address in 10 minutes; it is blocked for 5 minutes."),
        new(ErrorCode.MaxUserTurn, "MAX_USER_TURN", 2, "ERROR_NO_SLOT_AVAILABLE",
            "More than 60 submissions in 3 seconds; submissions are taken again after 10 seconds.", ErrorPlace.Submission),
        new(ErrorCode.Limit1001, "ERROR: 1001", 2, "ERROR_NO_SLOT_AVAILABLE",
            "120 refusals in a minute because your maximum rate is too low; submissions are taken again after 10 minutes.", ErrorPlace.Submission),
        new(ErrorCode.Limit1002, "ERROR: 1002", 2, "ERROR_NO_SLOT_AVAILABLE",
            "120 refusals in a minute because the balance is empty; submissions are taken again after 5 minutes.", ErrorPlace.Submission),
        new(ErrorCode.Limit1003, "ERROR: 1003", 2, "ERROR_NO_SLOT_AVAILABLE",
            "120 refusals in a minute for want of a slot, more than three for each captcha taken; submissions are taken again after 30 seconds.", ErrorPlace.Submission),
        new(ErrorCode.Limit1004, "ERROR: 1004", 21, "ERROR_IP_BLOCKED",
            "5 requests with wrong keys from your address in 10 minutes, and this key is wrong too; right keys are still served."),
        new(ErrorCode.Limit1005, "ERROR: 1005", 2, "ERROR_NO_SLOT_AVAILABLE",
            "Too many questions for the captchas that you sent; res.php answers again after 5 minutes. Ask every 5 seconds, or with wait.", ErrorPlace.Result),
        new(ErrorCode.KeyCapReached, "ERROR_KEY_CAP_REACHED", 260, "ERROR_KEY_CAP_REACHED",
            "This API key has spent what its rules allow for today; days begin at midnight UTC.", ErrorPlace.Submission),
        new(ErrorCode.KeyKindNotAllowed, "ERROR_KEY_KIND_NOT_ALLOWED", 261, "ERROR_KEY_KIND_NOT_ALLOWED",
            "The rules of this API key do not allow captchas of this kind.", ErrorPlace.Submission),
        new(ErrorCode.IdempotencyMismatch, "ERROR_IDEMPOTENCY_KEY_REUSED", 262, "ERROR_IDEMPOTENCY_KEY_REUSED",
            "This idempotency key was used for another submission within the last 72 hours.", ErrorPlace.Submission),
        new(ErrorCode.CallbackHostNotRegistered, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "The host of the callback address is not registered: register it with res.php, action=add_pingback."),
        new(ErrorCode.CallbackAddressRefused, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "The callback address is not one that is called: http or https, port 80, 443 or from 1024 on, a public host, no user name."),
        new(ErrorCode.TooManyCallbackHosts, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "You have as many callback hosts as one customer may have: remove one first, with action=del_pingback.", ErrorPlace.Result),
        new(ErrorCode.NoSuchCallback, "ERROR_WRONG_CAPTCHA_ID", 16, "ERROR_NO_SUCH_CAPCHA_ID",
            "You have no ended captcha with this id that was submitted with a callback address.", ErrorPlace.Result),
        new(ErrorCode.SiteDenied, "ERROR_SITE_DENIED", 270, "ERROR_SITE_DENIED",
            "This site is served to nobody: its owner opted out, or it is on the deny list. A declaration does not change that.", ErrorPlace.Result),
        new(ErrorCode.TooManySites, "ERROR_TOO_MANY_SITES", 271, "ERROR_TOO_MANY_SITES",
            "As many of your declarations as may wait do wait, or you have as many sites as one customer may have.", ErrorPlace.Result),
        new(ErrorCode.NoSuchSite, "ERROR_NO_SUCH_SITE", 272, "ERROR_NO_SUCH_SITE",
            "You have no declaration for just this host, or it was refused.", ErrorPlace.Result),
    ];

    /// <summary>The codes of <c>in.php</c>, each once, with the sentence of its first entry.</summary>
    internal static ImmutableArray<ErrorEntry> OfSubmissions { get; } = [.. All.Where(e => e.Where.HasFlag(ErrorPlace.Submission)).DistinctBy(e => e.V1)];

    private static readonly ImmutableArray<ErrorEntry> ByCode = Index();

    public static ErrorEntry Of(ErrorCode code) => ByCode[(int)code];

    private static ImmutableArray<ErrorEntry> Index()
    {
        var entries = new ErrorEntry[All.Max(e => (int)e.Code) + 1];
        foreach (var entry in All) entries[(int)entry.Code] = entry;
        return [.. entries];
    }
}
