using System.Collections.Immutable;

namespace CaptchaGrains.Api.Errors;

/// <summary>
/// Every code that the customer API answers, in one place: replies are written from it, and so is the documentation. The ids of version 2 are
/// the public ones; 200 and above are our own.
/// </summary>
public static class ErrorTable
{
    public static ImmutableArray<ErrorEntry> All { get; } =
    [
        new(ErrorCode.WrongUserKey, "ERROR_WRONG_USER_KEY", 1, "ERROR_KEY_DOES_NOT_EXIST",
            "The API key is not 32 letters and digits."),
        new(ErrorCode.KeyDoesNotExist, "ERROR_KEY_DOES_NOT_EXIST", 1, "ERROR_KEY_DOES_NOT_EXIST",
            "There is no such API key, or it was revoked."),
        new(ErrorCode.AccountSuspended, "ERROR_ACCOUNT_SUSPENDED", 55, "ERROR_ACCOUNT_SUSPENDED",
            "The account is suspended; its support page says why."),
        new(ErrorCode.ZeroBalance, "ERROR_ZERO_BALANCE", 10, "ERROR_ZERO_BALANCE",
            "The balance does not cover this captcha."),
        new(ErrorCode.NoSlotAvailable, "ERROR_NO_SLOT_AVAILABLE", 2, "ERROR_NO_SLOT_AVAILABLE",
            "Nothing was accepted and nothing is charged: the queue is full, your maximum rate is below the current one, or the service is interrupted. Try again in 5 seconds."),
        new(ErrorCode.ZeroFileSize, "ERROR_ZERO_CAPTCHA_FILESIZE", 3, "ERROR_ZERO_CAPTCHA_FILESIZE",
            "The image has fewer than 100 bytes."),
        new(ErrorCode.TooBigFileSize, "ERROR_TOO_BIG_CAPTCHA_FILESIZE", 4, "ERROR_TOO_BIG_CAPTCHA_FILESIZE",
            "The image is above 600 kB or 1000 pixels a side, or the whole request above 2 MB."),
        new(ErrorCode.ImageTypeNotSupported, "ERROR_IMAGE_TYPE_NOT_SUPPORTED", 15, "ERROR_IMAGE_TYPE_NOT_SUPPORTED",
            "The bytes are not a JPEG, PNG or GIF image, whatever the file is called."),
        new(ErrorCode.Upload, "ERROR_UPLOAD", 110, "ERROR_BAD_PARAMETERS",
            "There is no image in the request, its base64 is broken, or the request body cannot be read."),
        new(ErrorCode.BadInstructionImage, "ERROR_BAD_PARAMETERS", 115, "ERROR_BAD_IMGINSTRUCTIONS",
            "The instruction image is not a JPEG, PNG or GIF of 100 bytes to 100 kB and at most 1000 pixels a side."),
        new(ErrorCode.BadParameters, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "A parameter is missing, malformed or out of its range."),
        new(ErrorCode.PageUrl, "ERROR_PAGEURL", 5, "ERROR_PAGEURL",
            "The address of the page holds no web host."),
        new(ErrorCode.DomainNotAuthorized, "ERROR_DOMAIN_NOT_AUTHORIZED", 200, "ERROR_DOMAIN_NOT_AUTHORIZED",
            "Captchas of this domain are not served: its owner opted out, or it is on the deny list."),
        new(ErrorCode.TaskAbsent, "ERROR_BAD_PARAMETERS", 22, "ERROR_TASK_ABSENT",
            "The request has no task object."),
        new(ErrorCode.TaskNotSupported, "ERROR_BAD_PARAMETERS", 23, "ERROR_TASK_NOT_SUPPORTED",
            "Captchas of this kind are not served here."),
        new(ErrorCode.NoSuchMethod, "ERROR_BAD_PARAMETERS", 14, "ERROR_NO_SUCH_METHOD",
            "There is no such method; calls of version 2 are POST requests."),
        new(ErrorCode.EmptyAction, "ERROR_EMPTY_ACTION", 14, "ERROR_NO_SUCH_METHOD",
            "The action is missing, or this server does not know it."),
        new(ErrorCode.WrongIdFormat, "ERROR_WRONG_ID_FORMAT", 16, "ERROR_NO_SUCH_CAPCHA_ID",
            "The captcha id is not a decimal number."),
        new(ErrorCode.WrongCaptchaId, "ERROR_WRONG_CAPTCHA_ID", 16, "ERROR_NO_SUCH_CAPCHA_ID",
            "You have no captcha with this id."),
        new(ErrorCode.CaptchaUnsolvable, "ERROR_CAPTCHA_UNSOLVABLE", 12, "ERROR_CAPTCHA_UNSOLVABLE",
            "Three workers could not solve it, or nobody did in time; it costs nothing."),
        new(ErrorCode.MaxUserTurn, "MAX_USER_TURN", 2, "ERROR_NO_SLOT_AVAILABLE",
            "More than 60 submissions in 3 seconds; submissions are taken again after 10 seconds."),
        new(ErrorCode.Limit1001, "ERROR: 1001", 2, "ERROR_NO_SLOT_AVAILABLE",
            "120 refusals in a minute because your maximum rate is too low; submissions are taken again after 10 minutes."),
        new(ErrorCode.Limit1002, "ERROR: 1002", 2, "ERROR_NO_SLOT_AVAILABLE",
            "120 refusals in a minute because the balance is empty; submissions are taken again after 5 minutes."),
        new(ErrorCode.Limit1003, "ERROR: 1003", 2, "ERROR_NO_SLOT_AVAILABLE",
            "120 refusals in a minute for want of a slot, more than three for each captcha taken; submissions are taken again after 30 seconds."),
        new(ErrorCode.Limit1004, "ERROR: 1004", 21, "ERROR_IP_BLOCKED",
            "5 requests with wrong keys from your address in 10 minutes, and this key is wrong too; right keys are still served."),
        new(ErrorCode.Limit1005, "ERROR: 1005", 2, "ERROR_NO_SLOT_AVAILABLE",
            "Too many questions for the captchas that you sent; res.php answers again after 5 minutes. Ask every 5 seconds, or with wait."),
        new(ErrorCode.IpBanned, "IP_BANNED", 21, "ERROR_IP_BLOCKED",
            "100 requests with wrong keys from your address in 10 minutes; it is blocked for 5 minutes."),
        new(ErrorCode.IpNotAllowed, "ERROR_IP_NOT_ALLOWED", 11, "ERROR_IP_NOT_ALLOWED",
            "The rules of this API key do not allow your address."),
        new(ErrorCode.KeyCapReached, "ERROR_KEY_CAP_REACHED", 260, "ERROR_KEY_CAP_REACHED",
            "This API key has spent what its rules allow for today; days begin at midnight UTC."),
        new(ErrorCode.KeyKindNotAllowed, "ERROR_KEY_KIND_NOT_ALLOWED", 261, "ERROR_KEY_KIND_NOT_ALLOWED",
            "The rules of this API key do not allow captchas of this kind."),
        new(ErrorCode.IdempotencyMismatch, "ERROR_IDEMPOTENCY_KEY_REUSED", 262, "ERROR_IDEMPOTENCY_KEY_REUSED",
            "This idempotency key was used for another submission within the last 72 hours."),
    ];

    private static readonly ImmutableArray<ErrorEntry> ByCode = Index();

    public static ErrorEntry Of(ErrorCode code) => ByCode[(int)code];

    private static ImmutableArray<ErrorEntry> Index()
    {
        var entries = new ErrorEntry[All.Max(e => (int)e.Code) + 1];
        foreach (var entry in All) entries[(int)entry.Code] = entry;
        return [.. entries];
    }
}
