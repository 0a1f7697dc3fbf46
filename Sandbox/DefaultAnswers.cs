using System.Globalization;
using System.Text;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Sandbox;

/// <summary>What the sandbox answers when no rule says otherwise: always of the form that was asked for, and the same for the same request.</summary>
public static class DefaultAnswers
{
    private const int UsualLength = 7;
    private const string Letters = "sandbox";
    private const string Digits = "1234567";

    /// <returns>The one text as which actors pass answers on.</returns>
    public static string Of(CaptchaRequest request) => request.Kind switch
    {
        Kind.ImageText or Kind.Text or Kind.Audio => Text(request),
        Kind.Grid => Squares(request),
        Kind.Coordinates => Points(request),
        Kind.Rotate => string.Join('|', Enumerable.Repeat(Number(request.Rotation?.Step ?? Rotation.DefaultStep), request.Rotation?.Images ?? 1)),
        // The provider's own separator, so that clients which look for it are content.
        Kind.FunCaptcha => "sandbox-token-of-no-use-0001|r=sandbox|pk=" + request.Token?.SiteKey.Replace(' ', '-'),
        _ => $"sandbox-token-of-no-use-{request.Kind}-0001",
    };

    private static string Text(CaptchaRequest request)
    {
        var most = request.MaxLength > 0 ? request.MaxLength : Math.Max(UsualLength, request.MinLength);
        var length = Math.Clamp(UsualLength, Math.Max(1, request.MinLength), most);
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
            text.Append(IsDigit(request, i) ? Digits[i % Digits.Length] : Letters[i % Letters.Length]);
        return text.ToString();
    }

    private static bool IsDigit(CaptchaRequest request, int at) => request.Numeric switch
    {
        NumericRule.DigitsOnly => true,
        NumericRule.DigitsAndLetters => at % 2 == 1,
        _ => request.Math,
    };

    private static string Squares(CaptchaRequest request)
    {
        var count = Math.Max(1, request.Clicks?.Least ?? 1);
        return string.Join(',', Enumerable.Range(1, count).Select(Number));
    }

    private static string Points(CaptchaRequest request)
    {
        var count = Math.Max(1, request.Clicks?.Least ?? 1);
        return string.Join(';', Enumerable.Range(1, count).Select(i => Number(Part(request.ImageWidth, i, count)) + "," + Number(Part(request.ImageHeight, i, count))));
    }

    /// <summary>Evenly spread over the side; where its length is not known, ten pixels apart.</summary>
    private static int Part(int side, int number, int count) => side > 0 ? (int)((long)side * number / (count + 1)) : number * 10;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
