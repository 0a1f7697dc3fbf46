using System.Reflection;
using System.Text;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>What requests are made of: every parameter that the API knows, values that are right for it, and values that are right for nothing.</summary>
internal static class Vocabulary
{
    public static readonly string Image = Convert.ToBase64String(TestImages.Png());

    private static readonly string Sound = Convert.ToBase64String([0xFF, 0xFB, 0x90, 0x00, .. new byte[400]]);

    /// <summary>Every spelling of every parameter that the API reads anywhere, so that a new one is fuzzed by itself; and names that it does not know.</summary>
    public static readonly string[] Names =
    [
        .. Spellings().Distinct().Order(StringComparer.Ordinal), "", "websiteSToken", "data[blob]", "data[]", "data[", "softid", "Key", "\0", "n\u00e4me", new string('n', 3000),
    ];

    public static readonly string[] Values =
    [
        "", "0", "1", "2", "4", "5", "20", "21", "25", "26", "140", "400", "401", "-1", "1.0", "1.5", "+1", "0x1", "1e3", "True", "false", "null", "2147483648", "99999999999999999999", "1e309",
        "NaN", "\0", "a\0b", "\u00e9", "\u0441", "😀", "\ufeff", "\u202e", "\ud800", "%00", "%", "+", "&=", "\"", "'", "\\", "\r\n--b\r\n", "a\r\nb", "<script>", "' OR 1=1", "{}", "[]", "[1]", "{\"blob\":\"x\"}", "{\"s\":[", "a:b;c:d", ";;",
        "get", "get2", "getbalance", "reportgood", "reportbad", "add_pingback", "get_pingback", "del_pingback", "GET", "post", "base64", "userrecaptcha", "funcaptcha", "keycaptcha",
        "rotatecaptcha", "audio", "textcaptcha", "get_server_errors", "v2", "v3", "0.3", "0.95", "en", "rn", "xx", "all", "hcaptcha",
        "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-", "ImageToTextTask", "RecaptchaV2Task", "http://demo.test/", "http://127.0.0.1:1/", "https://shop.test/x?y=z#q", "javascript:alert(1)", "http://[::1", "http://xn--\u00fc/",
        "http://other.test/", "//", "127.0.0.1", "demo.test", "1,2,3", "1,,2", "1, 2 ,99999", ApiHost.Key, ApiHost.PoorKey, ApiHost.UnknownKey, new string('x', 141), new string('x', 5000), new string('9', 400),
        string.Join(',', Enumerable.Range(1, 101)), Image, Image[..^1], Image[..50], Convert.ToBase64String(TestImages.Jpeg()), Convert.ToBase64String(TestImages.Gif(2000, 2)), Convert.ToBase64String(TestImages.GifOfFrames(200)),
        Convert.ToBase64String(TestImages.Png(bytes: 99)), "data:image/png;base64," + Image, "data:image/png;base64,AAAA", "data:,", "AAA*", "====", Sound, new string('[', 300), new string('A', 200_000),
    ];

    /// <summary>A value that this parameter takes.</summary>
    public static string RightFor(Parameter parameter, KindForm form) => parameter.Type switch
    {
        _ when parameter == ImageParameters.Sound => Sound,
        _ when parameter == TokenParameters.Version => form.Kind == Kind.RecaptchaV3 ? "v3" : "v2",
        _ when parameter == TokenParameters.GoogleKey => "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-",
        _ when parameter == ImageParameters.Canvas => "0",
        _ when parameter == TokenParameters.Cookies => "a:b;c:d",
        "flag" or "number" or "id" => "1",
        "decimal" => "0.3",
        "base64" or "file" or "base64 or file" => Image,
        "address" => "https://demo.test/page",
        "array" => """[{"name":"a","value":"b","domain":"demo.test","secure":true}]""",
        "object" => """{"s":"x"}""",
        _ => parameter.Range.Contains(',', StringComparison.Ordinal) ? parameter.Range.Split(',')[0] : "en",
    };

    private static IEnumerable<string> Spellings()
    {
        foreach (var type in typeof(CustomerApi).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters))
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                foreach (var name in NamesIn(field))
                    foreach (var spelling in name.Spellings.ToArray()) yield return Encoding.UTF8.GetString(spelling);
    }

    private static IEnumerable<ParameterName> NamesIn(FieldInfo field)
    {
        var names = field.FieldType == typeof(ParameterName) ? [(ParameterName?)field.GetValue(null)]
            : field.FieldType == typeof(ParameterName[]) ? ((ParameterName[]?)field.GetValue(null) ?? []).AsEnumerable()
            : field.FieldType == typeof(Parameter) && field.GetValue(null) is Parameter one ? [one.V1, one.V2]
            : field.FieldType == typeof(Parameter[]) && field.GetValue(null) is Parameter[] many ? many.SelectMany(p => (ParameterName?[])[p.V1, p.V2])
            : [];
        return names.OfType<ParameterName>();
    }
}
