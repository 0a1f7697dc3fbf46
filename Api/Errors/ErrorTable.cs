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
        new(ErrorCode.CallbackFromElsewhere, "ERROR_IP_ADDRES", 220, "ERROR_IP_ADDRES",
            "A callback host is registered from the address that it resolves to."),
        new(ErrorCode.CallbackHostNotRegistered, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "The host of the callback address is not registered: register it with res.php, action=add_pingback."),
        new(ErrorCode.CallbackAddressRefused, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "The callback address is not one that is called: http or https, port 80, 443 or from 1024 on, a public host, no user name."),
        new(ErrorCode.TooManyCallbackHosts, "ERROR_BAD_PARAMETERS", 110, "ERROR_BAD_PARAMETERS",
            "You have as many callback hosts as one customer may have: remove one first, with action=del_pingback."),
        new(ErrorCode.NoSuchCallback, "ERROR_WRONG_CAPTCHA_ID", 16, "ERROR_NO_SUCH_CAPCHA_ID",
            "You have no ended captcha with this id that was submitted with a callback address."),
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
