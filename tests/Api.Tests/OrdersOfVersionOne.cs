using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Tests;

/// <summary>Orders of every kind by in.php, as clients write them.</summary>
public class OrdersOfVersionOne
{
    private const string SiteKey = "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-";
    private static readonly string Image = Convert.ToBase64String(TestImages.Png());
    private static readonly string Square = Convert.ToBase64String(TestImages.Png(300, 300));
    private static readonly string Sound = Convert.ToBase64String([0xFF, 0xFB, 0x90, 0x00, .. new byte[300]]);

    [Theory]
    [InlineData("textcaptcha")]
    [InlineData("post")]
    [InlineData(null)]
    public async Task A_question_needs_no_image_and_no_method(string? method)
    {
        var request = await Order(method is null ? [("textcaptcha", "Two and two?"), ("lang", "en")] : [("method", method), ("textcaptcha", "Two and two?"), ("lang", "en")]);
        Assert.Equal(new CaptchaRequest(Kind.Text) { Instruction = "Two and two?", Language = "en" }, request);
    }

    [Theory]
    [InlineData("recaptcha", "1")]
    [InlineData("recaptcharows", "4")]
    [InlineData("recaptchacols", "4")]
    [InlineData("previousID", "12")]
    [InlineData("can_no_answer", "1")]
    [InlineData("img_type", "recaptcha")]
    [InlineData("max_clicks", "4")]
    public async Task Any_sign_of_a_grid_makes_a_grid(string name, string value)
    {
        var request = await Order(("body", Image), ("textinstructions", "buses"), (name, value));
        Assert.Equal(Kind.Grid, request.Kind);
        Assert.Equal((4, 4), (request.Grid!.Rows, request.Grid.Columns));
        Assert.Equal(name == "previousID" ? 12 : null, request.Grid.PreviousId);
        Assert.Equal(new ClickRange(1, name == "max_clicks" ? 4 : 16), request.Clicks);
    }

    [Fact]
    public async Task A_square_of_300_pixels_has_three_rows() =>
        Assert.Equal(new GridShape(3, 3, false, null, null), (await Order(("body", Square), ("recaptcha", "1"), ("textinstructions", "buses"))).Grid);

    [Theory]
    [InlineData("method", "base64")]
    [InlineData("min_clicks", "2")]
    public async Task Points_are_told_by_their_flag(string name, string value)
    {
        var request = await Order(("body", Image), ("coordinatescaptcha", "1"), (name, value));
        Assert.Equal((Kind.Coordinates, new ClickRange(name == "min_clicks" ? 2 : 1, 0)), (request.Kind, request.Clicks!));
    }

    [Theory]
    [InlineData("", 40)]
    [InlineData("40.0", 40)]
    [InlineData("14.6", 15)]
    public async Task An_angle_may_be_a_decimal(string angle, int step) =>
        Assert.Equal(new Rotation(step, 1), (await Order(("method", "rotatecaptcha"), ("body", Image), ("angle", angle))).Rotation);

    [Fact]
    public async Task Nine_files_are_turned_together()
    {
        await using var api = await ApiHost.Start();
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key), ("method", "rotatecaptcha"));
        for (var i = 1; i <= 9; i++) form.Add(new ByteArrayContent(TestImages.Png(bytes: 300 + i)), $"file_{i}", "a.png");
        ApiHost.Accepted(await api.Post("in.php", form));
        Assert.Equal(9, api.OnlyCaptcha().Request.Rotation!.Images);
    }

    [Fact]
    public async Task Ten_files_are_too_many()
    {
        await using var api = await ApiHost.Start();
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key), ("method", "rotatecaptcha"));
        foreach (var name in Enumerable.Range(1, 9).Select(i => $"file_{i}").Append("file")) form.Add(new ByteArrayContent(TestImages.Png()), name, "a.png");
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.Post("in.php", form));
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task A_sound_says_its_language()
    {
        var request = await Order(("method", "audio"), ("body", Sound), ("lang", "pt"));
        Assert.Equal((Kind.Audio, "pt"), (request.Kind, request.Language));
    }

    [Fact]
    public async Task ReCaptcha_v2_keeps_what_the_browser_needs()
    {
        var request = await Order(("method", "userrecaptcha"), ("googlekey", SiteKey), ("pageurl", "https://Shop.test/a?b=1"), ("invisible", "1"), ("enterprise", "1"),
            ("datas", "s1"), ("cookies", "K:V;K2:V2;"), ("useragent", "UA"), ("domain", "recaptcha.net"), ("version", "v2"));
        Assert.Equal((Kind.RecaptchaV2, "shop.test"), (request.Kind, request.Domain));
        Assert.Equal(new TokenTask("https://Shop.test/a?b=1", SiteKey)
        {
            Invisible = true,
            Enterprise = true,
            Parameters = """{"cookies":"K:V;K2:V2;","data-s":"s1","domain":"recaptcha.net","userAgent":"UA"}""",
        }, request.Token);
    }

    [Theory]
    [InlineData("", 0.4)]
    [InlineData("0.300000", 0.3)]
    public async Task ReCaptcha_v3_has_action_and_score(string score, decimal wanted)
    {
        var request = await Order(("method", "userrecaptcha"), ("version", "v3"), ("googlekey", SiteKey), ("pageurl", "https://shop.test/"), ("min_score", score));
        Assert.Equal((Kind.RecaptchaV3, "verify", wanted), (request.Kind, request.Token!.Action, request.Token.MinScore));
    }

    [Fact]
    public async Task FunCaptcha_and_KeyCaptcha_keep_their_parameters()
    {
        var fun = await Order(("method", "funcaptcha"), ("publickey", "69A21A01"), ("pageurl", "https://shop.test/"), ("surl", "https://s.test"), ("data[blob]", "b"), ("data", "{\"x\":\"1\"}"));
        Assert.Equal("""{"data[blob]":"b","data[x]":"1","surl":"https://s.test"}""", fun.Token!.Parameters);
        var key = await Order(("method", "keycaptcha"), ("s_s_c_user_id", "10"), ("s_s_c_session_id", "a"), ("s_s_c_web_server_sign", "b"), ("s_s_c_web_server_sign2", "c"), ("pageurl", "https://shop.test/"));
        Assert.Equal(("10", """{"s_s_c_session_id":"a","s_s_c_web_server_sign":"b","s_s_c_web_server_sign2":"c"}"""), (key.Token!.SiteKey, key.Token.Parameters));
    }

    [Fact]
    public async Task A_token_may_be_ordered_by_a_query_of_twenty_thousand_characters()
    {
        await using var api = await ApiHost.Start();
        var noise = string.Join('&', Enumerable.Range(0, 10).Select(i => $"x{i}={new string('x', 2000)}"));
        ApiHost.Accepted(await api.Get($"in.php?key={ApiHost.Key}&method=userrecaptcha&googlekey={SiteKey}&pageurl=https%3A%2F%2Fshop.test%2F&{noise}"));
    }

    [Theory]
    [InlineData("ERROR_BAD_PARAMETERS", "textinstructions", "recaptcha=1")]
    [InlineData("ERROR_BAD_PARAMETERS", "canvas", "canvas=1&textinstructions=a")]
    [InlineData("ERROR_BAD_PARAMETERS", "min_clicks", "recaptcha=1&textinstructions=a&min_clicks=17")]
    [InlineData("ERROR_BAD_PARAMETERS", "recaptcharows", "recaptcharows=21&textinstructions=a")]
    [InlineData("ERROR_BAD_PARAMETERS", "img_type", "img_type=other&textinstructions=a")]
    [InlineData("ERROR_BAD_PARAMETERS", "previousID", "previousID=x&textinstructions=a")]
    [InlineData("ERROR_BAD_PARAMETERS", "max_clicks", "coordinatescaptcha=1&min_clicks=3&max_clicks=2")]
    [InlineData("ERROR_BAD_PARAMETERS", "angle", "method=rotatecaptcha&angle=361")]
    [InlineData("ERROR_BAD_PARAMETERS", "lang", "method=audio")]
    [InlineData("ERROR_BAD_PARAMETERS", "lang", "method=audio&lang=es")]
    [InlineData("ERROR_IMAGE_TYPE_NOT_SUPPORTED", "", "method=audio&lang=en")]
    [InlineData("ERROR_BAD_PARAMETERS", "textcaptcha", "method=textcaptcha")]
    [InlineData("ERROR_PAGEURL", "pageurl", "method=userrecaptcha&googlekey=KEY")]
    [InlineData("ERROR_PAGEURL", "pageurl", "method=userrecaptcha&googlekey=KEY&pageurl=ftp://x.test")]
    [InlineData("ERROR_WRONG_GOOGLEKEY", "googlekey", "method=userrecaptcha&pageurl=http://x.test")]
    [InlineData("ERROR_GOOGLEKEY", "googlekey", "method=userrecaptcha&pageurl=http://x.test&googlekey=")]
    [InlineData("ERROR_GOOGLEKEY", "googlekey", "method=userrecaptcha&pageurl=http://x.test&googlekey=short")]
    [InlineData("ERROR_BAD_PARAMETERS", "cookies", "method=userrecaptcha&pageurl=http://x.test&googlekey=KEY&cookies=nonsense")]
    [InlineData("ERROR_BAD_PARAMETERS", "json_cookies", "method=userrecaptcha&pageurl=http://x.test&googlekey=KEY&json_cookies=nonsense")]
    [InlineData("ERROR_BAD_PARAMETERS", "proxy", "method=userrecaptcha&pageurl=http://x.test&googlekey=KEY&proxy=a:b")]
    [InlineData("ERROR_BAD_PARAMETERS", "min_score", "method=userrecaptcha&version=v3&pageurl=http://x.test&googlekey=KEY&min_score=2")]
    [InlineData("ERROR_BAD_PARAMETERS", "publickey", "method=funcaptcha&pageurl=http://x.test")]
    [InlineData("ERROR_BAD_PARAMETERS", "s_s_c_web_server_sign2", "method=keycaptcha&pageurl=http://x.test&s_s_c_user_id=1&s_s_c_session_id=2&s_s_c_web_server_sign=3")]
    public async Task A_bad_order_is_refused_and_says_what_is_wrong(string code, string parameter, string query)
    {
        await using var api = await ApiHost.Start();
        var reply = await api.PostForm($"in.php?json=1&{query.Replace("KEY", SiteKey, StringComparison.Ordinal)}", ("key", ApiHost.Key), ("body", Image));
        Assert.StartsWith($$"""{"status":0,"request":"{{code}}",""", reply, StringComparison.Ordinal);
        if (parameter.Length > 0) Assert.Contains($"Parameter: {parameter}.", reply, StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    private static async Task<CaptchaRequest> Order(params (string Name, string Value)[] fields)
    {
        await using var api = await ApiHost.Start();
        ApiHost.Accepted(await api.PostForm("in.php", [("key", ApiHost.Key), .. fields]));
        var captcha = api.OnlyCaptcha();
        Assert.Equal(captcha.Request.ImageWidth > 0 || captcha.Request.Kind == Kind.Audio, await api.Memory.FindImage(captcha.Id, ImagePart.Captcha) is not null);
        return captcha.Request;
    }
}
