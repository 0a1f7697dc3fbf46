namespace CaptchaGrains.Api.Errors;

/// <summary>Why the customer API refuses. What each is called in version 1 and version 2 is in <see cref="ErrorTable"/>.</summary>
public enum ErrorCode
{
    WrongUserKey = 1,
    KeyDoesNotExist = 2,
    AccountSuspended = 3,
    ZeroBalance = 4,
    NoSlotAvailable = 5,
    ZeroFileSize = 6,
    TooBigFileSize = 7,
    ImageTypeNotSupported = 8,
    Upload = 9,
    BadInstructionImage = 10,
    BadParameters = 11,
    PageUrl = 12,
    DomainNotAuthorized = 13,
    TaskAbsent = 14,
    TaskNotSupported = 15,
    NoSuchMethod = 16,
    EmptyAction = 17,
    WrongIdFormat = 18,
    WrongCaptchaId = 19,
    CaptchaUnsolvable = 20,

    CallbackFromElsewhere = 80,
    CallbackHostNotRegistered = 81,
    CallbackAddressRefused = 82,
    TooManyCallbackHosts = 83,
    NoSuchCallback = 84,
}
