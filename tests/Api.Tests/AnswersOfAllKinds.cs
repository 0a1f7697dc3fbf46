using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Tests;

/// <summary>From an order of version 2 to its answer in every form of both versions.</summary>
public class AnswersOfAllKinds
{
    private const string Page = "\"websiteURL\":\"https://shop.test/\"";
    private const string Google = Page + ",\"websiteKey\":\"6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-\"";

    [Theory]
    [InlineData(Kind.Text, "\"type\":\"TextCaptchaTask\",\"comment\":\"Two and two?\"", "four", "four", "\"four\"", "{\"text\":\"four\"}")]
    [InlineData(Kind.Grid, "\"type\":\"GridTask\",\"body\":\"IMG\",\"comment\":\"buses\"", "1,5,9", "click:1/5/9", "\"click:1/5/9\"", "{\"click\":[1,5,9]}")]
    [InlineData(Kind.Grid, "\"type\":\"GridTask\",\"body\":\"IMG\",\"comment\":\"buses\",\"canNoAnswer\":1", "none", "No_matching_images", "\"No_matching_images\"", "{\"click\":[],\"text\":\"No_matching_images\"}")]
    [InlineData(Kind.Coordinates, "\"type\":\"CoordinatesTask\",\"body\":\"data:image/png;base64,IMG\",\"minClicks\":null", "31,59;70,12", "coordinates:x=31,y=59;x=70,y=12", "[{\"x\":\"31\",\"y\":\"59\"},{\"x\":\"70\",\"y\":\"12\"}]", "{\"coordinates\":[{\"x\":31,\"y\":59},{\"x\":70,\"y\":12}]}")]
    [InlineData(Kind.Rotate, "\"type\":\"RotateTask\",\"body\":\"IMG\",\"angle\":40", "-120", "-120", "\"-120\"", "{\"rotate\":-120}")]
    [InlineData(Kind.Audio, "\"type\":\"AudioTask\",\"body\":\"MP3\",\"lang\":\"en\"", "hello", "hello", "\"hello\"", "{\"text\":\"hello\"}")]
    [InlineData(Kind.RecaptchaV2, "\"type\":\"RecaptchaV2TaskProxyless\",\"minScore\":0.3,\"websiteSToken\":\"\",\"recaptchaDataSValue\":\"\"," + Google, "03AGdBq25SxXT-pmSeBXjzScW", "03AGdBq25SxXT-pmSeBXjzScW", "\"03AGdBq25SxXT-pmSeBXjzScW\"", "{\"gRecaptchaResponse\":\"03AGdBq25SxXT-pmSeBXjzScW\",\"token\":\"03AGdBq25SxXT-pmSeBXjzScW\"}")]
    [InlineData(Kind.RecaptchaV2, "\"type\":\"RecaptchaV2EnterpriseTaskProxyless\",\"enterprisePayload\":{\"s\":\"x\"}," + Google, "03AGdBq25SxXT-pmSeBXjzScW", "03AGdBq25SxXT-pmSeBXjzScW", "\"03AGdBq25SxXT-pmSeBXjzScW\"", "{\"gRecaptchaResponse\":\"03AGdBq25SxXT-pmSeBXjzScW\",\"token\":\"03AGdBq25SxXT-pmSeBXjzScW\"}")]
    [InlineData(Kind.RecaptchaV3, "\"type\":\"RecaptchaV3TaskProxyless\",\"minScore\":0.3," + Google, "03AGdBq25SxXT-pmSeBXjzScW", "03AGdBq25SxXT-pmSeBXjzScW", "\"03AGdBq25SxXT-pmSeBXjzScW\"", "{\"gRecaptchaResponse\":\"03AGdBq25SxXT-pmSeBXjzScW\",\"token\":\"03AGdBq25SxXT-pmSeBXjzScW\"}")]
    [InlineData(Kind.RecaptchaV3, "\"type\":\"RecaptchaV3EnterpriseTaskProxyless\"," + Google, "03AGdBq25SxXT-pmSeBXjzScW", "03AGdBq25SxXT-pmSeBXjzScW", "\"03AGdBq25SxXT-pmSeBXjzScW\"", "{\"gRecaptchaResponse\":\"03AGdBq25SxXT-pmSeBXjzScW\",\"token\":\"03AGdBq25SxXT-pmSeBXjzScW\"}")]
    [InlineData(Kind.FunCaptcha, "\"type\":\"FunCaptchaTaskProxyless\",\"websitePublicKey\":\"69A2\",\"data\":\"{}\"," + Page, "17f0c1e2a9b84d55.23|r=1", "17f0c1e2a9b84d55.23|r=1", "\"17f0c1e2a9b84d55.23|r=1\"", "{\"token\":\"17f0c1e2a9b84d55.23|r=1\"}")]
    [InlineData(Kind.KeyCaptcha, "\"type\":\"KeyCaptchaTaskProxyless\",\"s_s_c_user_id\":10,\"s_s_c_session_id\":\"a\",\"s_s_c_web_server_sign\":\"b\",\"s_s_c_web_server_sign2\":\"c\"," + Page, "b1946ac92492d2347c6235b4", "b1946ac92492d2347c6235b4", "\"b1946ac92492d2347c6235b4\"", "{\"token\":\"b1946ac92492d2347c6235b4\"}")]
    public async Task An_order_gets_its_answer_in_every_form(Kind kind, string task, string answer, string plain, string json, string solution)
    {
        await using var api = await ApiHost.Start();
        var image = Convert.ToBase64String(TestImages.Png(300, 200));
        var sound = Convert.ToBase64String([.. "ID3"u8, .. new byte[300]]);
        task = task.Replace("IMG", image, StringComparison.Ordinal).Replace("MP3", sound, StringComparison.Ordinal);
        var created = JsonDocument.Parse(await api.PostJson("createTask", "{\"clientKey\":\"" + ApiHost.Key + "\",\"task\":{" + task + "}}")).RootElement;
        Assert.Equal(0, created.GetProperty("errorId").GetInt32());
        var id = created.GetProperty("taskId").GetInt64();
        var request = api.OnlyCaptcha().Request;
        Assert.Equal(kind, request.Kind);
        Assert.Equal(task.Contains("Enterprise", StringComparison.Ordinal), request.Token?.Enterprise ?? false);
        if (task.Contains("enterprisePayload", StringComparison.Ordinal)) Assert.Equal("""{"data-s":"x"}""", request.Token!.Parameters);

        await api.Solve(answer, kind: kind);
        var get = $"res.php?key={ApiHost.Key}&id={id}&action=get";
        Assert.Equal("OK|" + plain, await api.Get(get));
        Assert.Equal($$"""{"status":1,"request":{{json}}}""", await api.Get(get + "&json=1"));
        Assert.StartsWith($"OK|{plain}|0.", await api.Get(get + "2"), StringComparison.Ordinal);
        Assert.Contains($"\"solution\":{solution},", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_images_to_rotate_get_an_angle_each()
    {
        await using var api = await ApiHost.Start();
        var form = new MultipartFormDataContent { { new StringContent(ApiHost.Key), "key" }, { new StringContent("rotatecaptcha"), "method" } };
        for (var i = 1; i <= 2; i++) form.Add(new ByteArrayContent(TestImages.Png(100 * i, 100)), $"file_{i}", "part.png");
        var id = ApiHost.Accepted(await api.Post("in.php", form));
        var captcha = api.OnlyCaptcha();
        Assert.Equal(new Rotation(Rotation.DefaultStep, 2), captcha.Request.Rotation);
        Assert.Equal(TestImages.Png(200, 100), await api.ImageOf(captcha.Id, ImagePart.Second));
        await api.Solve("40|200", kind: Kind.Rotate);
        Assert.Equal("OK|40|200", await api.Get($"res.php?key={ApiHost.Key}&id={id}&action=get"));
        Assert.Contains("\"solution\":{\"rotate\":[40,200]},", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RecaptchaV2Task")]
    [InlineData("FunCaptchaTask")]
    [InlineData("NoCaptchaTaskProxyless")]
    public async Task Other_types_are_not_supported(string type)
    {
        await using var api = await ApiHost.Start();
        var reply = await api.PostJson("createTask", "{\"clientKey\":\"" + ApiHost.Key + "\",\"task\":{\"type\":\"" + type + "\"," + Google + "}}");
        Assert.StartsWith("""{"errorId":23,"errorCode":"ERROR_TASK_NOT_SUPPORTED",""", reply, StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }
}
