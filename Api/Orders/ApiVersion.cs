namespace CaptchaGrains.Api.Orders;

internal enum ApiVersion
{
    /// <summary><c>in.php</c>.</summary>
    V1 = 1,

    /// <summary><c>createTask</c>.</summary>
    V2 = 2,
}
