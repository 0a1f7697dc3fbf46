using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.V1;

/// <summary>Parameters of <c>in.php</c> that say where the image is, and which tell the kinds apart when nothing else does.</summary>
internal static class V1Names
{
    public static readonly ParameterName Body = new("body");
    public static readonly ParameterName File = new("file", "file_1");
    public static readonly ParameterName TextCaptcha = new("textcaptcha");

    /// <summary>
    /// Any of these with a value makes an image a grid or one to click on: half of the clients send no other sign.
    /// </summary>
    public static readonly ParameterName[] OfOtherImageKinds =
    [
        new("coordinatescaptcha"), new("recaptcha"), new("recaptcharows"), new("recaptchacols"), new("previousID", "previous_id"),
        new("can_no_answer"), new("img_type"), new("min_clicks"), new("max_clicks"),
    ];
}
